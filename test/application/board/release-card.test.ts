import * as TE from 'fp-ts/lib/TaskEither.js'
import * as T from 'fp-ts/lib/Task.js'
import { memoryLog } from '../../../adapters/outbound/memory/log.memory.js'
import type { GitRepository } from '../../../application/board/git-repository.port.js'
import { makeReleaseCard } from '../../../application/board/release-card.js'
import type { Worktrees } from '../../../application/board/worktrees.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import type { Card } from '../../../domain/board/card.js'
import { NO_CLEANUP } from '../../../domain/board/finish.js'
import { projectNotFound } from '../../../domain/projects/errors.js'
import { BRANCH, CARD } from '../../support/board-scene.js'
import { OPERATOR } from '../../support/board-use-cases.js'
import { aCard } from '../../support/cards.js'
import { memoryBoardScene, ROOT, type MemoryBoardScene } from '../../support/memory-board-scene.js'
import type { BoardSteps } from '../../../application/board/ports.js'

const NO_ANSWER = TE.left(unavailable('git', 'no answer'))
const SHOP = { id: 'shop', displayName: 'Shop', path: ROOT, pinned: false }

describe('releasing the session, worktree and branch of a card', () => {
  let scene: MemoryBoardScene
  let log: ReturnType<typeof memoryLog>
  beforeEach(async () => {
    scene = await memoryBoardScene()
    log = memoryLog()
  })

  interface Faults {
    readonly merger?: Partial<GitRepository>
    readonly worktrees?: Partial<Worktrees>
    readonly findProject?: BoardSteps['findProject']
  }
  const release = (values: Partial<Card> = {}, faults: Faults = {}) => {
    const { git, clock } = scene
    const releaseCard = makeReleaseCard({
      findProject: faults.findProject ?? (() => TE.right(SHOP)),
      worktrees: { ...git.worktrees, ...faults.worktrees },
      merger: { ...git.merger, ...faults.merger },
      endCardSession: () => T.of(true),
      clock,
      log,
    })
    const card = aCard({ id: CARD, projectId: 'shop', stage: 'review', branch: BRANCH, worktreePath: scene.worktree })
    return releaseCard({ ...card, ...values }, OPERATOR)()
  }
  const isThere = () => [scene.repository.worktrees.has(scene.worktree), scene.repository.branches.has(BRANCH)]
  const merged = (): void => void scene.repository.branches.set('main', scene.branchTip)

  it('removes both when the branch is merged, with a rescue ref of its tip', async () => {
    merged()
    const cleanup = await release()
    const [ref = ''] = cleanup.rescue
    expect(cleanup).to.deep.equal({
      ...NO_CLEANUP,
      sessionKilled: true,
      worktreeRemoved: true,
      branchDeleted: true,
      rescue: [ref],
    })
    expect([isThere(), scene.repository.refs.get(ref)]).to.deep.equal([[false, false], scene.branchTip])
  })

  it('keeps a branch that is not merged', async () => {
    expect(await release()).to.deep.include({
      ...{ worktreeRemoved: true, branchDeleted: false, branchKept: true },
      ...{ branchReason: 'unmerged', checkedOutIn: null },
    })
    expect(isThere()).to.deep.equal([false, true])
  })

  it('says where a merged branch is checked out that it keeps', async () => {
    merged()
    expect(await release({ worktreePath: null })).to.deep.include({
      ...{ branchDeleted: false, branchKept: true, branchReason: 'checked-out', checkedOutIn: scene.worktree },
    })
  })

  it('creates a rescue ref of a commit that only the detached head of the worktree has', async () => {
    const alone = scene.git.controls.commit(ROOT, 'alone', { c: 'x' }, scene.base)
    scene.repository.branches.delete('alone')
    Object.assign(scene.repository.worktrees.get(scene.worktree) ?? {}, { branch: null, detachedAt: alone })
    const { rescue } = await release({ branch: null })
    expect(rescue.map((ref) => scene.repository.refs.get(ref))).to.deep.equal([alone])
  })

  it('creates no rescue ref of a head that a branch has', async () => {
    Object.assign(scene.repository.worktrees.get(scene.worktree) ?? {}, { branch: null, detachedAt: scene.base })
    expect((await release({ branch: null })).rescue).to.deep.equal([])
  })

  it('never deletes the base, and nothing where there is none', async () => {
    expect(await release({ branch: 'main', worktreePath: null })).to.deep.include({
      branchDeleted: false,
      branchKept: false,
    })
    expect(scene.tip()).to.equal(scene.base)
    scene.repository.branches.delete('main')
    expect(await release({ worktreePath: null })).to.deep.include({ branchDeleted: false, branchKept: true })
  })

  it('leaves both as they are when a step fails, with a log line', async () => {
    merged()
    const faults: ReadonlyArray<Faults> = [
      { findProject: (id) => TE.left(projectNotFound(id)) },
      { worktrees: { inspect: () => NO_ANSWER } },
      { worktrees: { remove: () => NO_ANSWER } },
    ]
    for (const fault of faults) {
      const kept = { ...NO_CLEANUP, sessionKilled: true, worktreeKept: true, branchKept: true, branchReason: 'unknown' }
      expect(await release({}, fault)).to.deep.equal(kept)
      expect(await release({ branch: null }, fault)).to.deep.equal({ ...kept, branchKept: false, branchReason: null })
    }
    expect(isThere()).to.deep.equal([true, true])
    expect(log.entries.map(({ fields }) => fields['reason'])).to.deep.equal([
      ...['ProjectNotFound', 'ProjectNotFound', 'Unavailable', 'Unavailable', 'Unavailable', 'Unavailable'],
    ])
  })

  it('keeps the branch when a step for it fails, and tells of the worktree what became of it', async () => {
    merged()
    for (const step of ['contains', 'createRefs', 'deleteBranch'] as const) {
      const { git } = scene
      if (!isThere()[0]) await git.worktrees.add(ROOT, { path: scene.worktree, branch: BRANCH, from: scene.base })()
      const cleanup = await release({}, { merger: { [step]: () => NO_ANSWER } })
      expect(cleanup, step).to.deep.equal({
        ...NO_CLEANUP,
        sessionKilled: true,
        worktreeRemoved: true,
        branchKept: true,
        branchReason: 'unknown',
        rescue: [],
      })
      expect(isThere()).to.deep.equal([false, true])
    }
    expect(log.entries.map(({ fields }) => fields['reason'])).to.deep.equal(Array(3).fill('Unavailable'))
  })

  it('keeps a worktree with a detached head that no rescue ref can be created of', async () => {
    const alone = scene.git.controls.commit(ROOT, 'alone', { c: 'x' }, scene.base)
    scene.repository.branches.delete('alone')
    Object.assign(scene.repository.worktrees.get(scene.worktree) ?? {}, { branch: null, detachedAt: alone })
    expect(await release({}, { merger: { createRefs: () => NO_ANSWER } })).to.deep.include({ worktreeKept: true })
    expect(isThere()).to.deep.equal([true, true])
  })
})
