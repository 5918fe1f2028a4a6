import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { promptedStart } from '../../domain/agents/agent-program.js'
import {
  findCard,
  type Card,
  type WorktreePlan,
  type CardId,
  type SpawnPlan,
  type Board,
} from '../../domain/board/card.js'
import { existingCard } from '../../domain/board/changes.js'
import {
  isolationUnavailable,
  worktreeRefused,
  type IsolationUnavailable,
  type CardNotFound,
  type WorktreeRefused,
} from '../../domain/board/errors.js'
import { ideaBranch, isBranchName } from '../../domain/board/names.js'
import { worktreeRoot, type Repository } from '../../domain/board/repository.js'
import { withoutPlan, withPlan, withSpawned, type RolledBack, type Planned } from '../../domain/board/spawn.js'
import { parentOf } from '../../domain/files/path-change.js'
import type { Project } from '../../domain/projects/project.js'
import type { BranchName } from '../../domain/repo/refs.js'
import type { UnusableDirectory } from '../../domain/sessions/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { Running } from '../sessions/create-session.js'
import type { StartSessionError } from '../sessions/start-session.js'
import type { Unavailable } from '../shared/errors.js'
import type { BoardCaller } from './board-caller.js'
import type { BoardPorts, BoardSteps } from './ports.js'

/** Worktree and branch for an agent. */
export interface Isolation {
  readonly path: Directory
  readonly branch: BranchName
  /** `null` for a worktree that is there already, with all that is in it. */
  readonly plan: WorktreePlan | null
}

export type PrepareWorktree = (
  project: Project,
  card: Card,
  slug: string,
) => TE.TaskEither<IsolationUnavailable | Unavailable, Isolation>

/** Chooses the worktree and the branch of an agent. A base that only `origin` has is enough. */
export function makePrepareWorktree({ worktrees }: Pick<BoardPorts, 'worktrees'>): PrepareWorktree {
  return (project, card, slug) =>
    pipe(
      worktrees.inspect(project.path),
      TE.mapLeft((error) => (error._tag === 'NotARepository' ? isolationUnavailable('not-a-repository') : error)),
      TE.flatMap((repository): TE.TaskEither<IsolationUnavailable | Unavailable, Isolation> => {
        const { base, branches, remoteBranches } = repository
        const from = branches.get(base) ?? remoteBranches.get(base)
        if (from === undefined) return TE.left(isolationUnavailable('no-base'))
        const path = ownPath(project, card) ?? `${worktreeRoot(project.path)}/${slug}`
        const branch = ownBranch(repository, card) ?? ideaBranch(slug)
        return pipe(
          worktrees.state(path),
          TE.map((state) => ({
            path,
            branch: state?.branch ?? branch,
            plan:
              state === null
                ? { repository: project.path, path, branch, from, branchWasThere: branches.has(branch) }
                : null,
          })),
        )
      }),
    )
}

/**
 * The card's recorded worktree, if its path is valid. Earlier versions used other names; their worktrees stay in use.
 */
const ownPath = ({ path }: Project, { worktreePath }: Card): Directory | null =>
  worktreePath !== null && worktreePath.startsWith(`${worktreeRoot(path)}/`) && !worktreePath.includes('/../')
    ? worktreePath
    : null

const ownBranch = ({ base, branches }: Repository, { branch }: Card): BranchName | null =>
  branch !== null && branch !== base && isBranchName(branch) && branches.has(branch) ? branch : null

/** Removes what a plan made, as far as it holds no work, and frees the card of the plan. */
export type RollbackSpawn = (
  cardId: CardId,
  plan: SpawnPlan,
  former: Pick<Card, 'ownSession' | 'ownSessionId' | 'sessionRef'>,
) => TE.TaskEither<Unavailable, void>

export function makeRollbackSpawn(
  deps: Pick<BoardSteps, 'worktrees' | 'merger' | 'writeBoard' | 'clock' | 'log'>,
): RollbackSpawn {
  const { worktrees, merger, writeBoard, clock, log } = deps
  const takeBack = (made: WorktreePlan | null): TE.TaskEither<never, RolledBack> => {
    if (made === null) return TE.right({ worktree: 'absent', branch: 'absent' })
    const { repository, path, branch, from, branchWasThere } = made
    return pipe(
      TE.Do,
      TE.bind('worktree', () => worktrees.remove(repository, { path, within: parentOf(path) })),
      TE.bindW('branch', () =>
        branchWasThere ? TE.right('kept' as const) : merger.deleteBranch(repository, branch, from),
      ),
      TE.orElse((fault): TE.TaskEither<never, RolledBack> => {
        log.warn('what was made for a session could not be taken back', { reason: fault._tag })
        return TE.right({ worktree: 'kept', branch: 'kept' })
      }),
    )
  }

  return (cardId, plan, former) =>
    pipe(
      takeBack(plan.worktree),
      TE.flatMap((taken) =>
        writeBoard((board) => {
          const card = findCard(board, cardId)
          return E.right(
            card?.plan === null || card === undefined
              ? board
              : withoutPlan(board, card, plan, taken, former, clock.now()),
          )
        }, null),
      ),
      TE.asUnit,
    )
}

export interface Spawn {
  readonly name: SessionName
  /** Absolute. */
  readonly directory: Directory
  /** Command line that a later restore runs. Without the prompt, which is sent once. */
  readonly command: string
  readonly prompt: string
  readonly environment: Readonly<Record<string, string>>
}

/** Failure of the start of a session on the board. */
export type SpawnSessionError = StartSessionError | UnusableDirectory
/** Returns the id of the session. */
export type SpawnSession = (
  spawn: Spawn,
  caller: BoardCaller,
  running?: Running,
) => TE.TaskEither<SpawnSessionError, SessionId>

/**
 * Starts the first agent with something to do. The prompt is not part of the stored command line.
 */
export function makeSpawnSession(
  deps: Pick<BoardSteps, 'agents' | 'startRecorded' | 'folders' | 'acceptTrust' | 'withSession'>,
): SpawnSession {
  const { agents, startRecorded, folders, acceptTrust, withSession } = deps

  return ({ name, directory, command, prompt, environment }, caller, running) =>
    withSession(name, ({ known: former }) =>
      pipe(
        folders.usable(directory),
        TE.flatMap((folder) => {
          const prompted = promptedStart(agents[0], command, prompt)
          const started = { ...prompted, environment: { ...environment, ...prompted.environment } }
          return startRecorded({ former, name, directory: folder, command, started, running }, caller)
        }),
        TE.map((session) => {
          acceptTrust(session)
          return session.id
        }),
      ),
    )
}

/** Failure of a start for a card. */
export type SpawnForCardError = CardNotFound | WorktreeRefused | SpawnSessionError | Unavailable
export type SpawnForCard = (
  card: Card,
  planned: Planned,
  spawn: Spawn,
  caller: BoardCaller,
  running?: Running,
) => TE.TaskEither<SpawnForCardError, void>

/**
 * Makes what a plan says: the plan is on disk before anything is, and what was made is taken back when a later step
 * fails. The caller holds the card's key.
 */
export function makeSpawnForCard(
  deps: Pick<BoardSteps, 'writeBoard' | 'worktrees' | 'spawnSession' | 'rollbackSpawn' | 'clock'>,
): SpawnForCard {
  const { writeBoard, worktrees, spawnSession, rollbackSpawn, clock } = deps

  const write = (
    id: CardId,
    change: (board: Board, card: Card) => Board,
    caller: BoardCaller,
  ): TE.TaskEither<CardNotFound | Unavailable, Board> =>
    writeBoard((board): E.Either<CardNotFound, Board> => {
      return E.map((card: Card) => change(board, card))(existingCard(board, id))
    }, caller)

  return (card, planned, spawn, caller, running) => {
    const { plan } = planned
    const made: TE.TaskEither<WorktreeRefused | Unavailable, unknown> =
      plan.worktree === null
        ? TE.right(undefined)
        : pipe(
            worktrees.add(plan.worktree.repository, plan.worktree),
            TE.mapLeft((error) =>
              error._tag === 'NotARepository' ? worktreeRefused('no repository any more') : error,
            ),
          )
    return pipe(
      write(card.id, (board, present) => withPlan(board, present, planned, clock.now()), caller),
      TE.flatMap(() =>
        pipe(
          made,
          TE.flatMap((): TE.TaskEither<SpawnForCardError, SessionId> => spawnSession(spawn, caller, running)),
          TE.tapError(() => rollbackSpawn(card.id, plan, card)),
        ),
      ),
      TE.flatMap((session) =>
        write(card.id, (board, present) => withSpawned(board, present, plan, session, clock.now()), caller),
      ),
      TE.asUnit,
    )
  }
}
