import * as E from 'fp-ts/lib/Either.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memorySecrets } from '../../../adapters/outbound/memory/machine.memory.js'
import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { makeKeepIdeas } from '../../../application/board/collect-ideas.js'
import type { Board } from '../../../domain/board/card.js'
import type { PlanItem } from '../../../domain/projects/plan.js'
import { aBoard, aCard } from '../../support/cards.js'
import { right } from '../../support/results.js'

const idea = (text: string, meta: PlanItem['meta'] = {}): PlanItem => ({ text, meta, done: false, line: 1 })

describe('ideas of a plan document', () => {
  const open = (first: Board) => {
    const store = memoryStateStore(first)
    const origins: (string | null)[] = []
    const keep = makeKeepIdeas({
      writeBoard: (change, caller) => {
        origins.push(caller?.client ?? null)
        return store.update(change)
      },
      clock: memoryClock(7),
      secrets: memorySecrets(),
    })
    const titles = () => store.current().cards.map(({ projectId, title }) => [projectId, title])
    return { keep, store, origins, titles }
  }

  it('become cards of the project in one write, in their order', async () => {
    const { keep, store, origins, titles } = open(aBoard())
    right(await keep('shop', [idea('Search', { priority: 'p1', theme: 'sync' }), idea('Dark mode')], 'phone')())
    expect(titles()).to.deep.equal([
      ['shop', 'Search'],
      ['shop', 'Dark mode'],
    ])
    expect(store.current().cards[0]).to.include({ priority: 'p1', theme: 'sync', stage: 'idea', createdAt: 7 })
    expect(origins).to.deep.equal(['phone'])
  })

  it('are not added again, nor twice, but beside a card of another project with the same title', async () => {
    const { keep, titles } = open(aBoard(aCard({ id: 'other', projectId: 'bank', title: 'Search' })))
    const ideas = [idea('Search'), idea('Search'), idea('')]
    right(await keep('shop', ideas, null)())
    right(await keep('shop', ideas, null)())
    expect(titles()).to.deep.equal([
      ['bank', 'Search'],
      ['shop', 'Search'],
    ])
  })

  it('are all left out when the board cannot be written', async () => {
    const failed = E.left({ _tag: 'Unavailable', port: 'store', detail: 'ENOSPC' } as const)
    const keep = makeKeepIdeas({
      writeBoard: () => () => Promise.resolve(failed),
      clock: memoryClock(),
      secrets: memorySecrets(),
    })
    expect(await keep('shop', [idea('Search')], null)()).to.deep.equal(failed)
  })
})
