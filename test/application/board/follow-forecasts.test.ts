import * as E from 'fp-ts/lib/Either.js'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { makeFollowForecasts } from '../../../application/board/forecast-board.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { makeFeed, type Feed } from '../../../application/shared/feed.js'
import { EMPTY_BOARD, type Board, type Card, cardView } from '../../../domain/board/card.js'
import type { Collision } from '../../../domain/board/forecast.js'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { settled } from '../../support/approvals.js'
import { aBoard, aCard } from '../../support/cards.js'
import { right } from '../../support/results.js'

const MINUTE = 60_000
const AFTER_CHANGE = 2_000
const COLLISION: Collision = { a: 'a', b: 'b', files: ['index.ts'] }

describe('forecasts of conflicts in the background', () => {
  let clock: MemoryClock
  let feed: Feed
  let board: ReturnType<typeof memoryStateStore<Board>>
  let collisions: ReadonlyArray<Collision>
  let fault: Unavailable | null
  let asked: string[]
  let published: HubEvent[]
  let stop: () => void
  /** Holds back the answer of a forecast. */
  let answer: Promise<void>

  beforeEach(() => {
    clock = memoryClock(1_000)
    feed = makeFeed()
    board = memoryStateStore(EMPTY_BOARD)
    ;[collisions, fault, asked, published, answer] = [[], null, [], [], Promise.resolve()]
    feed.subscribe((event) => published.push(event))
    stop = makeFollowForecasts({
      cards: board,
      feed,
      clock,
      forecastConflicts: (projectId) => async () => {
        asked.push(projectId)
        await answer
        if (fault !== null) return E.left(fault)
        return E.right({ projectId, base: 'main', collisions, withBase: [], order: [] })
      },
    })()
  })
  afterEach(() => stop())

  const put = async (...cards: ReadonlyArray<Partial<Card>>): Promise<void> => {
    right(await board.update(() => E.right(aBoard(...cards.map(running))))())
  }
  const running = (values: Partial<Card>, index: number): Card =>
    aCard({ id: String(index), projectId: 'shop', stage: 'implement', branch: `idea/${index}`, ...values })
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms)
    await settled()
  }
  const changed = (_tag: 'card-changed' | 'card-removed'): void => {
    const card = cardView(aCard(), new Set())
    feed.publish(
      _tag === 'card-changed'
        ? { _tag, card, origin: null, at: clock.now() }
        : { _tag, id: 'gone', origin: null, at: clock.now() },
    )
  }
  const forecasts = () => published.flatMap((event) => (event._tag === 'board-forecast' ? [event] : []))

  it('are made every minute of projects with two running cards or more', async () => {
    await put(
      {},
      { stage: 'review' },
      ...(['bank', 'bank'] as const).map((projectId) => ({ projectId, stage: 'done' as const })),
      { projectId: 'one' },
      { projectId: 'one', branch: null },
    )
    await pass(MINUTE - 1)
    expect(asked).to.deep.equal([])
    await pass(1)
    await pass(MINUTE)
    expect(asked).to.deep.equal(['shop', 'shop'])
  })

  it('are published when they differ from the last one, the first time from none', async () => {
    await put({}, {})
    await pass(MINUTE)
    expect(forecasts()).to.deep.equal([])
    collisions = [COLLISION]
    await pass(MINUTE)
    await pass(MINUTE)
    expect(forecasts().map(({ at, forecast }) => [at, forecast.projectId, forecast.collisions])).to.deep.equal([
      [1_000 + 2 * MINUTE, 'shop', [COLLISION]],
    ])
  })

  it('are taken back when fewer than two cards run', async () => {
    collisions = [COLLISION]
    await put({}, {})
    await pass(MINUTE)
    collisions = []
    await put({})
    await pass(MINUTE)
    expect(forecasts().map(({ forecast }) => forecast.collisions)).to.deep.equal([[COLLISION], []])
  })

  for (const tag of ['card-changed', 'card-removed'] as const)
    it(`are made once, 2 s after the last of several events ${tag}`, async () => {
      await put({}, {})
      changed(tag)
      await pass(AFTER_CHANGE - 1)
      changed(tag)
      await pass(AFTER_CHANGE - 1)
      expect(asked).to.deep.equal([])
      await pass(1)
      expect(asked).to.deep.equal(['shop'])
    })

  it('are not made after other events', async () => {
    await put({}, {})
    feed.publish({ _tag: 'session-ended', session: sessionId('id'), name: 'cc-shop', at: 1 })
    await pass(AFTER_CHANGE)
    expect(asked).to.deep.equal([])
  })

  it('are made one at a time', async () => {
    await put({}, {})
    let release = (): void => undefined
    answer = new Promise((resolve) => (release = resolve))
    await pass(MINUTE)
    await pass(MINUTE)
    expect(asked).to.deep.equal(['shop'])
    release()
    await settled()
    await pass(MINUTE)
    expect(asked).to.deep.equal(['shop', 'shop'])
  })

  it('continue after one that failed, and publish nothing of it', async () => {
    await put({}, {})
    fault = unavailable('git', 'no answer')
    await pass(MINUTE)
    ;[fault, collisions] = [null, [COLLISION]]
    await pass(MINUTE)
    expect(forecasts().map(({ forecast }) => forecast.collisions)).to.deep.equal([[COLLISION]])
  })

  it('end with the job: no timer and no subscription stay', async () => {
    await put({}, {})
    changed('card-changed')
    stop()
    changed('card-changed')
    await pass(2 * MINUTE)
    expect([asked, clock.waiting()]).to.deep.equal([[], 0])
  })
})
