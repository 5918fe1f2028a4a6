import * as E from 'fp-ts/lib/Either.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { makeFinalizeFinish } from '../../../../application/board/finish/finalize-finish.js'
import { unavailable } from '../../../../application/shared/errors.js'
import { NO_CLEANUP, rescueRef, type Finish } from '../../../../domain/board/finish.js'
import { BRANCH, CARD } from '../../../support/board-scene.js'
import { OPERATOR } from '../../../support/board-use-cases.js'
import { aBoard, aCard } from '../../../support/cards.js'
import { memoryBoardScene, type MemoryBoardScene } from '../../../support/memory-board-scene.js'
import { leftTag, right } from '../../../support/results.js'
import type { FinishPorts, FinishSteps } from '../../../../application/board/finish/ports.js'

const FULL = TE.left(unavailable('store', 'ENOSPC'))

describe('the end of a finish', () => {
  let scene: MemoryBoardScene
  let noted: Finish[]
  let released: Parameters<FinishPorts['releaseCard']>[]
  beforeEach(async () => {
    scene = await memoryBoardScene()
    ;[noted, released] = [[], []]
  })

  const finalize = (faults: Partial<FinishSteps> = {}, cleanup = NO_CLEANUP) => {
    const { cards, git, clock, audit } = scene
    const finalizeFinish = makeFinalizeFinish({
      cards,
      writeBoard: (change) => cards.update(change),
      merger: git.merger,
      releaseCard: (...args) => {
        released.push(args)
        return T.of(cleanup)
      },
      noteFinish: (finish) => {
        noted.push(finish)
        return TE.right(finish)
      },
      audit,
      clock,
      ...faults,
    })
    return finalizeFinish(scene.finish({ stage: 'finalizing' }), OPERATOR)()
  }
  const events = () => scene.audit.entries.map(({ event, fields }) => [event, fields])

  it('moves the card to done without its worktree, and records what was tidied up', async () => {
    scene.clock.advance(500)
    const done = right(await finalize())
    expect([done.stage, done.cleanup, done.endedAt]).to.deep.equal(['done', NO_CLEANUP, scene.clock.now()])
    expect(await scene.card()).to.deep.include({ stage: 'done', worktreePath: null, doneAt: scene.clock.now() })
    expect(noted).to.deep.equal([done])
    expect(events()).to.deep.equal([['card.finish', { card: CARD, branch: BRANCH, base: 'main' }]])
  })

  it('passes the rescue ref of the branch on, so that the branch needs no other', async () => {
    await finalize()
    const { branchTip, startedAt } = scene.finish()
    expect(released[0]?.slice(1)).to.deep.equal([OPERATOR, { [branchTip]: rescueRef(CARD, startedAt, 'branch') }])
  })

  it('leaves the worktree on the card when it was kept', async () => {
    right(await finalize({}, { ...NO_CLEANUP, worktreeKept: true }))
    expect(await scene.card()).to.deep.include({ stage: 'done', worktreePath: scene.worktree })
  })

  it('is done without a card too, and changes none that is in done already', async () => {
    const other = aCard({ id: 'other', stage: 'done' })
    right(await scene.cards.update(() => E.right(aBoard(other)))())
    expect(right(await finalize()).cleanup).to.deep.equal(NO_CLEANUP)
    expect([released, right(await scene.cards.read()).cards]).to.deep.equal([[], [other]])
    const before = aCard({ id: CARD, projectId: 'shop', stage: 'done', doneAt: 5, rev: 7 })
    right(await scene.cards.update(() => E.right(aBoard(before)))())
    right(await finalize())
    expect((await scene.card())?.doneAt).to.equal(5)
  })

  it('is not recorded as done when the board, the journal or the audit log fails', async () => {
    let writes = 0
    const failing =
      (at: number): FinishPorts['writeBoard'] =>
      (change) => {
        writes += 1
        return writes === at ? FULL : scene.cards.update(change)
      }
    const faults: ReadonlyArray<Partial<FinishSteps>> = [
      { cards: { ...scene.cards, read: FULL } },
      { writeBoard: failing(1) },
      { writeBoard: failing(2) },
    ]
    for (const fault of faults) {
      writes = 0
      expect(leftTag(await finalize(fault))).to.equal('Unavailable')
    }
    expect([noted, events()]).to.deep.equal([[], []])
    expect(leftTag(await finalize({ noteFinish: () => FULL }))).to.equal('Unavailable')
    expect(events()).to.deep.equal([])
    expect(leftTag(await finalize({ audit: { record: () => FULL } }))).to.equal('Unavailable')
  })
})
