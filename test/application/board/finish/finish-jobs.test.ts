import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryClock, type MemoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { memorySecrets } from '../../../../adapters/outbound/memory/machine.memory.js'
import { memoryStateStore } from '../../../../adapters/outbound/memory/stores.memory.js'
import type { FinishCardError } from '../../../../application/board/finish/finish-card.js'
import { makeFinishJobs, type FinishJobs } from '../../../../application/board/finish/finish-jobs.js'
import { unavailable } from '../../../../application/shared/errors.js'
import { makeFeed } from '../../../../application/shared/feed.js'
import { cardNotFound, finishObstructed } from '../../../../domain/board/errors.js'
import type { FinishRecords } from '../../../../domain/board/finish.js'
import type { FinishView } from '../../../../domain/board/finish-view.js'
import { OPERATOR } from '../../../support/board-use-cases.js'
import { aCard } from '../../../support/cards.js'
import { memoryBoardScene } from '../../../support/memory-board-scene.js'
import { leftTag, right } from '../../../support/results.js'

const SHOP = { id: 'shop', displayName: 'Shop', path: '/work/shop', pinned: false }
const ID = '00000000-0000-4000-8000-000000000001'

describe('finishes as jobs', () => {
  let clock: MemoryClock
  let journal: ReturnType<typeof memoryStateStore<FinishRecords>>
  let published: FinishView[]
  beforeEach(() => {
    clock = memoryClock(1_000)
    journal = memoryStateStore<FinishRecords>([])
    published = []
  })

  /** Jobs of which each one fails with this error. */
  const open = (error: FinishCardError): FinishJobs => {
    const feed = makeFeed()
    feed.subscribe((event) => {
      if (event._tag === 'finish-progress') published.push(event.finish)
    })
    return makeFinishJobs({
      openFinish: (id) => TE.right({ card: aCard({ id, projectId: 'shop' }), branch: 'idea/x', project: SHOP }),
      finishCard: () => TE.left(error),
      journal,
      feed,
      clock,
      secrets: memorySecrets(),
    })
  }
  const run = async (jobs: FinishJobs, card = 'c') => {
    const { job, end } = right(await jobs.begin(card, { pushes: true }, OPERATOR)())
    await end
    return job
  }

  it('are queued without a result, and refused with every obstacle', async () => {
    const jobs = open(finishObstructed(['dirty-tree', 'base-behind'], ['a.txt'], 'detail'))
    const job = await run(jobs)
    expect(job).to.deep.include({ id: ID, cardId: 'c', projectId: 'shop', stage: 'queued', reasons: [], files: [] })
    expect(job).to.deep.include({ startedAt: 1_000, endedAt: null, branch: 'idea/x', isUndoable: false })
    const refused = {
      ...job,
      stage: 'refused',
      reason: 'dirty-tree',
      reasons: ['dirty-tree', 'base-behind'],
      files: ['a.txt'],
      detail: 'detail',
      endedAt: 1_000,
    }
    expect([right(await jobs.find(ID)()), published]).to.deep.equal([refused, [job, refused]])
  })

  it('are refused with the tag of any other error', async () => {
    const jobs = open(unavailable('git', 'no answer'))
    await run(jobs)
    expect(right(await jobs.find(ID)())).to.deep.include({
      stage: 'refused',
      reason: 'Unavailable',
      reasons: ['Unavailable'],
      files: [],
      detail: null,
    })
  })

  it('are listed newest first, those of the journal among them', async () => {
    const scene = await memoryBoardScene()
    right(await journal.update(() => E.right([scene.finish({ id: 'noted', stage: 'aborted', startedAt: 1_500 })]))())
    const jobs = open(cardNotFound('c'))
    await run(jobs, 'first')
    clock.advance(1_000)
    await run(jobs, 'second')
    expect(right(await jobs.list()).map(({ id, cardId }) => (id === 'noted' ? id : cardId))).to.deep.equal([
      ...['second', 'noted', 'first'],
    ])
  })

  it('are 200 at most beside the journal, the newest', async () => {
    const jobs = open(cardNotFound('c'))
    for (let index = 0; index <= 200; index += 1) await run(jobs, String(index))
    const listed = right(await jobs.list())
    expect([listed.length, listed.some(({ cardId }) => cardId === '0')]).to.deep.equal([200, false])
    expect(leftTag(await jobs.find(ID)())).to.equal('FinishNotFound')
  })

  it('are those of the journal once it has them, and are not published as refused', async () => {
    const scene = await memoryBoardScene()
    const jobs = open(unavailable('git', 'no answer'))
    const noted = scene.finish({ id: ID, stage: 'aborted', reason: 'MergeRefused', startedAt: 1_000, endedAt: 1_000 })
    right(await journal.update(() => E.right([noted]))())
    await run(jobs)
    expect(right(await jobs.find(ID)())).to.deep.include({ id: ID, stage: 'aborted', reason: 'MergeRefused' })
    expect(published.map(({ stage }) => stage)).to.deep.equal(['queued'])
  })
})
