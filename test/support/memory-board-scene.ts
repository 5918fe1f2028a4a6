import { memoryStateStore } from '../../adapters/outbound/memory/stores.memory.js'
import * as E from 'fp-ts/lib/Either.js'
import { memoryBoardGit } from '../../adapters/outbound/memory/board-git.memory.js'
import type { GitRepository } from '../../application/board/git-repository.port.js'
import type { Worktrees } from '../../application/board/worktrees.port.js'
import type { Unavailable } from '../../application/shared/errors.js'
import type { Card } from '../../domain/board/card.js'
import {
  findFinish,
  rescueRef,
  type Finish,
  NOT_YET,
  type FinishAt,
  type FinishRecords,
  type FinishStage,
} from '../../domain/board/finish.js'
import { worktreeRoot } from '../../domain/board/repository.js'
import { BRANCH, CARD, PLAN } from './board-scene.js'
import { boardUseCases } from './board-use-cases.js'
import { aBoard, aCard } from './cards.js'
import { changedFinish, type FinishValues } from './finishes.js'
import { right } from './results.js'

export const ROOT = '/work/shop'
const FINISH_FOLDER = '/state/finish'
const WORKTREE = `${worktreeRoot(ROOT)}/offline-0f7c0a`

/** As `boardScene`, on the git in memory: a card in review with a worktree, and the use cases around it. These use `faults`. */
export async function memoryBoardScene(faults: Partial<GitRepository> = {}, worktreeFaults: Partial<Worktrees> = {}) {
  const git = memoryBoardGit()
  git.controls.create(ROOT)
  const repository = git.controls.of(ROOT)
  const base = git.controls.commit(ROOT, 'main', { 'CHANGELOG.md': PLAN, a: 'one\n' })
  right(await git.worktrees.add(ROOT, { path: WORKTREE, branch: BRANCH, from: base })())
  const branchTip = git.controls.commit(ROOT, BRANCH, { b: 'new\n' })
  const cards = memoryStateStore(
    aBoard(aCard({ id: CARD, projectId: 'shop', stage: 'review', branch: BRANCH, worktreePath: WORKTREE })),
  )
  const journal = memoryStateStore<FinishRecords>([])
  let journalFault: Unavailable | null = null
  const use = await boardUseCases({
    root: ROOT,
    finishFolder: FINISH_FOLDER,
    cards,
    finishJournal: {
      ...journal,
      read: () => (journalFault === null ? journal.read() : Promise.resolve(E.left(journalFault))),
    },
    git: { worktrees: { ...git.worktrees, ...worktreeFaults }, merger: { ...git.merger, ...faults } },
  })

  const read = async (): Promise<FinishRecords> => right(await journal.read())
  const write = async (...records: FinishRecords): Promise<void> => {
    right(await journal.update(() => E.right(records))())
  }
  const build = async (step: 'merge' | 'revert', onto: string, commit: string, place: string): Promise<string> => {
    const built = { scratchWorktree: place, onto, message: step, step: { _tag: step, commit }, edits: [] }
    return right(await git.merger.build(ROOT, built)())
  }
  return {
    ...use,
    git,
    repository,
    base,
    branchTip,
    worktree: WORKTREE,
    finishCard: use.finish,
    journal: {
      read,
      write,
      /** The use cases cannot read the journal from now on; `null` ends this. */
      fail: (fault: Unavailable | null): void => {
        journalFault = fault
      },
    },
    finishOf: async (id = 'f'): Promise<Finish | undefined> => findFinish(await read(), id),
    card: async (): Promise<Card | undefined> => right(await cards.read()).cards.find(({ id }) => id === CARD),
    tip: (branch = 'main') => repository.branches.get(branch),
    addRemote: (): void => {
      repository.remote = new Map([['main', base]])
    },
    /** Builds the merge of the branch, or a commit that reverts a merge, as a finish does. Returns its id. */
    buildMerge: (place = `${FINISH_FOLDER}/f`) => build('merge', base, branchTip, place),
    buildRevert: (merge: string) => build('revert', merge, merge, `${FINISH_FOLDER}/f-undo`),
    /** Record of a finish of the card. */
    finish: <Stage extends FinishStage>(values: FinishValues<Stage> = {}): FinishAt<Stage> =>
      changedFinish(
        {
          id: 'f',
          cardId: CARD,
          projectId: 'shop',
          directory: ROOT,
          base: 'main',
          branch: BRANCH,
          branchTip,
          baseBefore: base,
          place: `${FINISH_FOLDER}/f`,
          pushes: false,
          worktree: WORKTREE,
          cardBefore: { stage: 'review', order: 0 },
          startedAt: use.clock.now(),
          stage: 'merging',
          ...NOT_YET,
        },
        values,
      ),
    /** Names of the refs that a finish which starts now makes before the base moves. */
    rescueRefs: (): ReadonlyArray<string> =>
      (['base', 'branch', 'merge'] as const).map((what) => rescueRef(CARD, use.clock.now(), what)),
  }
}
export type MemoryBoardScene = Awaited<ReturnType<typeof memoryBoardScene>>
