import * as T from 'fp-ts/lib/Task.js'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { CLAUDE_CODE } from '../../../adapters/outbound/agents/claude-code/logs.js'
import { makeContextEstimates, type ContextEstimates } from '../../../application/usage/context-estimates.js'
import type { ContextEstimate } from '../../../domain/usage/context-estimate.js'

const FRESH_MS = 10_000
const MAX_REMEMBERED = 1_000
const estimate = (tokens: number, model = 'claude-opus'): ContextEstimate => ({
  ...{ tokens, model },
  limit: 200_000,
  pct: tokens / 2_000,
})

describe('estimates of the context of agents', () => {
  let clock: MemoryClock
  let found: Map<string, ContextEstimate>
  let read: string[]
  let estimates: ContextEstimates
  beforeEach(() => {
    clock = memoryClock(1_000_000)
    found = new Map()
    read = []
    estimates = makeContextEstimates({
      transcripts: {
        of: ({ conversation: { id } }) => {
          read.push(id)
          return T.of(found.get(id) ?? null)
        },
      },
      clock,
    })
  })
  const settled = () => new Promise(setImmediate)
  const talk = (id: string) => ({ conversation: { agent: CLAUDE_CODE, id }, folders: ['/shop'] })
  const byId = (found: ReadonlyMap<string, ContextEstimate>) =>
    Object.fromEntries([...found].map(([key, one]) => [key.replace('claude-code ', ''), one]))
  const look = (...ids: string[]) => byId(estimates.look(ids.map(talk)))
  const lookLater = async (...ids: string[]) => {
    look(...ids)
    await settled()
    return look(...ids)
  }

  it('are read in the background, and then known', async () => {
    found.set('shop', estimate(1))
    expect(look('shop')).to.deep.equal({})
    await settled()
    expect([look('shop'), look(), read]).to.deep.equal([{ shop: estimate(1) }, { shop: estimate(1) }, ['shop']])
  })

  it('are read again after 10 s, and dropped with their conversation', async () => {
    found.set('shop', estimate(1))
    await lookLater('shop')
    found.set('shop', estimate(2))
    clock.advance(FRESH_MS - 1)
    expect(await lookLater('shop')).to.deep.equal({ shop: estimate(1) })
    clock.advance(1)
    expect(await lookLater('shop')).to.deep.equal({ shop: estimate(2) })
    found.set('shop', estimate(2, 'claude-haiku'))
    clock.advance(FRESH_MS)
    expect(await lookLater('shop')).to.deep.equal({ shop: estimate(2, 'claude-haiku') })
    found.delete('shop')
    clock.advance(FRESH_MS)
    expect([await lookLater('shop'), read.length]).to.deep.equal([{}, 4])
  })

  it('are the same map until one of them changes', async () => {
    found.set('shop', estimate(1)).set('docs', estimate(1))
    await lookLater('shop', 'docs', 'none')
    const before = estimates.look([])
    found.set('shop', estimate(1))
    clock.advance(FRESH_MS)
    await lookLater('shop', 'docs', 'none')
    expect(estimates.look([]) === before).to.equal(true)
    found.set('docs', estimate(2))
    clock.advance(FRESH_MS)
    await lookLater('docs')
    expect([byId(before), look()]).to.deep.equal([
      { shop: estimate(1), docs: estimate(1) },
      { shop: estimate(1), docs: estimate(2) },
    ])
  })

  it('are forgotten, and read anew, beyond 1,000 conversations', async () => {
    found.set('shop', estimate(1))
    await lookLater('shop')
    const others = Array.from({ length: MAX_REMEMBERED - 1 }, (_, index) => String(index))
    expect(look(...others)).to.deep.equal({ shop: estimate(1) })
    expect(look('one-more')).to.deep.equal({})
    expect(await lookLater('shop')).to.deep.equal({ shop: estimate(1) })
  })
})
