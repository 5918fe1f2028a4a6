import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { reportOf } from '../../../adapters/outbound/usage-logs/report-of.js'
import { encodeUsage } from '../../../adapters/inbound/http/usage/usage-encoder.js'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryUsageLogs, type MemoryUsageLogs } from '../../../adapters/outbound/memory/usage-logs.memory.js'
import { makeReadUsage, type ReadUsage } from '../../../application/usage/read-usage.js'
import type { UsageForm } from '../../../application/usage/usage-document.js'
import type { TimeZone } from '../../../domain/usage/time-zone.js'
import { aCell } from '../../support/usage.js'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'

const NOON = Date.UTC(2026, 10, 24, 12)
const UTC = 'UTC' as TimeZone

describe('reading usage', () => {
  let clock: MemoryClock
  let logs: MemoryUsageLogs
  let made: number
  let read: ReadUsage
  beforeEach(() => {
    clock = memoryClock(NOON)
    logs = memoryUsageLogs({ encode: encodeUsage, reportOf })
    made = 0
    read = makeReadUsage({
      agents: AGENTS,
      logs: {
        ...logs,
        document: (request, waits) => {
          made += 1
          return logs.document(request, waits)
        },
      },
      readOwners: TE.right({ projects: [], cards: [], sessions: [], agentSessions: new Map() }),
      pricesInForce: () => Promise.resolve([]),
      clock,
    })
  })

  const messages = async (form: UsageForm = 'history', days = 1): Promise<number> => {
    const answer = await read({ form, days, timeZone: UTC })()
    if (E.isLeft(answer)) throw new Error(answer.left.detail)
    if (form !== 'history') return answer.right.bytes.length
    return (JSON.parse(new TextDecoder().decode(answer.right.bytes)) as { window: { messages: number } }).window
      .messages
  }

  it('makes one answer for callers that ask the same at once and within a minute, also after the first reading', async () => {
    const { finish } = logs.begin({})
    logs.write(aCell({ quarter: NOON, messages: 1 }))
    const both = Promise.all([messages(), messages()])
    finish()
    expect(await both).to.deep.equal([1, 1])
    clock.advance(59_999)
    expect([await messages(), made]).to.deep.equal([1, 1])
    clock.advance(1)
    expect([await messages(), made]).to.deep.equal([1, 2])
  })

  it('makes a new answer when the logs have something new, at most one a second', async () => {
    await messages()
    logs.write(aCell({ quarter: NOON, messages: 1 }))
    clock.advance(999)
    expect([await messages(), made]).to.deep.equal([0, 1])
    clock.advance(1)
    expect([await messages(), made]).to.deep.equal([1, 2])
  })

  it('answers a first reading that takes too long with what there is, and makes it anew a second later', async () => {
    const { finish } = logs.begin({})
    logs.write(aCell({ quarter: NOON, messages: 1 }))
    const early = messages()
    await new Promise(setImmediate)
    clock.advance(8_000)
    expect(await early).to.equal(0)
    finish()
    clock.advance(1_000)
    expect(await messages()).to.equal(1)
  })

  it('keeps the answers of eight questions, and none of a file to save', async () => {
    for (let days = 1; days <= 9; days += 1) await messages('history', days)
    await messages('history', 9)
    expect(made).to.equal(9)
    await messages('history', 1)
    expect(made).to.equal(10)
    await messages('csv')
    await messages('csv')
    expect(made).to.equal(12)
  })
})
