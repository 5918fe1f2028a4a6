import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unattendedCommand } from '../../domain/agents/agent-program.js'
import { findCard, openBlockers, PORTS_EACH, type Board, type Card, type CardId } from '../../domain/board/card.js'
import { existingCard } from '../../domain/board/changes.js'
import {
  cardBlocked,
  noSpec,
  type CardBlocked,
  type IsolationUnavailable,
  type NoSpec,
} from '../../domain/board/errors.js'
import { ideaBranch, implementSession } from '../../domain/board/names.js'
import { implementPrompt } from '../../domain/board/prompts.js'
import { portsFor, slugFor, withSpawned } from '../../domain/board/spawn.js'
import type { ProjectNotFound } from '../../domain/projects/errors.js'
import type { Project } from '../../domain/projects/project.js'
import type { InvalidSessionName } from '../../domain/sessions/errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Running } from '../sessions/create-session.js'
import type { BoardCaller } from './board-caller.js'
import { cardKey, type Spawned } from './brainstorm-card.js'
import type { Isolation, SpawnForCardError } from './spawn-session.js'
import { runningSessionNames } from './session-work.js'
import type { BoardPorts, BoardSteps } from './ports.js'

/** Risks that the person has accepted. */
export interface Consent {
  /** Lets an agent without permission prompts work in the person's own checkout where no worktree is possible. */
  readonly allowUnisolated: boolean
  /** Lets an agent begin before the cards that block this one are done. */
  readonly allowBlocked: boolean
}

/** Failure of a start; worktree and branch of the attempt are removed. */
export type ImplementCardError =
  NoSpec | CardBlocked | IsolationUnavailable | ProjectNotFound | InvalidSessionName | SpawnForCardError
/** Starts an agent for a card in a worktree of its own, or finds the one that runs. */
export type ImplementCard = (
  id: CardId,
  consent: Consent,
  caller: BoardCaller,
  running?: Running,
) => TE.TaskEither<ImplementCardError, Spawned>

interface Ready {
  readonly board: Board
  readonly card: Card
  readonly project: Project
  readonly slug: string
  readonly session: SessionName
}

/** Starts an agent that does a card's work by itself, in a worktree of its own. */
export function makeImplementCard(
  deps: Pick<BoardPorts, 'agents' | 'cards' | 'portProbe' | 'host' | 'withLock' | 'directory' | 'clock' | 'prefix'> &
    Pick<BoardSteps, 'writeBoard' | 'findProject' | 'prepareWorktree' | 'spawnForCard'>,
): ImplementCard {
  const {
    agents,
    cards,
    writeBoard,
    findProject,
    prepareWorktree,
    portProbe,
    host,
    spawnForCard,
    withLock,
    directory,
    clock,
    prefix,
  } = deps

  const ready = (id: CardId, { allowBlocked }: Consent): TE.TaskEither<ImplementCardError, Ready> =>
    pipe(
      TE.Do,
      TE.bindW('board', () => cards.read),
      TE.bindW('card', ({ board }) => TE.fromEither(existingCard(board, id))),
      TE.filterOrElseW(
        ({ card }) => card.brainstormDoc !== null,
        () => noSpec,
      ),
      TE.bindW('project', ({ card }) => findProject(card.projectId)),
      TE.let('slug', ({ board, card }) => slugFor(board, card, prefix)),
      TE.bindW('session', ({ slug }) => TE.fromEither(implementSession(prefix, slug))),
      TE.filterOrElseW(
        ({ board, card }) => allowBlocked || openBlockers(board, card).length === 0,
        ({ board, card }) => cardBlocked(openBlockers(board, card)),
      ),
    )

  const freePorts = async (board: Board, card: Card): Promise<number | null> => {
    for (const first of portsFor(board, card)) if (await portProbe.areFree(first, PORTS_EACH)()) return first
    return null
  }

  const start = (
    { board, card, project, slug, session }: Ready,
    isolation: Isolation | null,
    caller: BoardCaller,
    running: Running | undefined,
  ): TE.TaskEither<ImplementCardError, Spawned> => {
    const branch = isolation?.branch ?? ideaBranch(slug)
    return pipe(
      TE.fromTask(() => freePorts(board, card)),
      TE.flatMap((firstPort) =>
        spawnForCard(
          card,
          {
            slug,
            branch: isolation === null ? null : branch,
            worktreePath: isolation?.path ?? null,
            firstPort,
            plan: { kind: 'implement', session, worktree: isolation?.plan ?? null },
          },
          {
            name: session,
            directory: isolation?.path ?? project.path,
            command: unattendedCommand(agents),
            prompt: implementPrompt(card, branch, isolation !== null),
            environment: { PENATES_CARD: card.id, ...portVariables(firstPort) },
          },
          caller,
          running,
        ),
      ),
      TE.map((): Spawned => ({ session, reused: false })),
    )
  }

  const takeUp = ({ card, session }: Ready, caller: BoardCaller): TE.TaskEither<ImplementCardError, Spawned> =>
    pipe(
      writeBoard((board) => {
        const present = findCard(board, card.id)
        if (present === undefined || present.ownSession === session) return E.right(board)
        return E.right(
          withSpawned(board, present, { kind: 'implement', session }, directory.idOf(session), clock.now()),
        )
      }, caller),
      TE.map((): Spawned => ({ session, reused: true })),
    )

  return (id, consent, caller, running) =>
    withLock(
      [cardKey(id)],
      pipe(
        ready(id, consent),
        TE.bindW('live', () => TE.fromTask(runningSessionNames(host))),
        TE.flatMap((found): TE.TaskEither<ImplementCardError, Spawned> => {
          const { card, project, slug, session, live } = found
          if (live.has(session)) return takeUp(found, caller)
          return pipe(
            prepareWorktree(project, card, slug),
            TE.orElse((error) =>
              error._tag === 'IsolationUnavailable' && consent.allowUnisolated ? TE.right(null) : TE.left(error),
            ),
            TE.flatMap((isolation) => start(found, isolation, caller, running)),
          )
        }),
      ),
    )
}

const portVariables = (first: number | null): Readonly<Record<string, string>> =>
  first === null ? {} : { PENATES_PORT: String(first), PENATES_PORTS: `${first}-${first + PORTS_EACH - 1}` }
