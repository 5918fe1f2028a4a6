import { makeWatchQuestions } from '../../../application/approvals/watch-questions.js'
import type { ObservedAgent } from '../../../application/attention/observe-agents.js'
import {
  memoryTerminalQuestions,
  type MemoryTerminalQuestions,
} from '../../../adapters/outbound/memory/terminal-questions.memory.js'
import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import type { Activity } from '../../../domain/attention/activity.js'
import type { DecisionRequest } from '../../../domain/approvals/decision.js'
import type { JsonObject } from '../../../domain/approvals/canonical-json.js'
import type { SessionRecord } from '../../../domain/sessions/session-record.js'
import { sessionId, type SessionId } from '../../../domain/sessions/session-id.js'
import { makeListeners } from '../../../application/shared/listeners.js'
import { CLAUDE_CODE, CODEX } from '../../support/agents.js'
import { aDecision, anOperator, settled, shopDesk, type Desk, type DeskWorld } from '../../support/approvals.js'
import { eventually } from '../../support/eventually.js'
import { right } from '../../support/results.js'
import { aSessionRecord, someSessionRecords } from '../../support/sessions.js'

const HUE = 'Which hue?'
const INPUT: JsonObject = {
  questions: [{ question: HUE, header: 'Hue', options: [{ label: 'Red' }, { label: 'Blue' }] }],
}

describe('the watch over questions at terminals', () => {
  let world: DeskWorld
  let desk: Desk
  let questions: MemoryTerminalQuestions
  let activity: Activity
  let stop: () => void
  const screens = makeListeners<SessionId>('screens')

  const start = (known: Partial<SessionRecord> = {}): void => {
    const one = aSessionRecord({
      ...{ id: sessionId('cc-shop'), name: 'cc-shop', conversation: { agent: CODEX, id: 'c1' } },
      ...known,
    })
    stop = makeWatchQuestions({
      ...{ desk, clock: world.clock, terminalQuestions: questions },
      record: memoryStateStore(someSessionRecords({ known: [one] })),
      observeAgents: { of: () => ({ activity }) as ObservedAgent, watch: () => () => undefined },
      host: { watchScreens: screens.add },
    }).start()
  }
  const look = async (): Promise<void> => {
    screens.tell(sessionId('cc-shop'))
    await settled()
  }
  const decide = (decision: DecisionRequest) => {
    const [asking] = desk.list.now()
    const digest = asking?.call.digest ?? ''
    return desk.decide(asking?.id ?? '', aDecision({ digest, ...decision }), anOperator())()
  }
  const asked = () => desk.list.now().map(({ call: { tool, input } }) => ({ tool, input }))
  const isAsked = (): Promise<void> =>
    eventually(() => {
      expect(asked()).to.deep.equal([{ tool: 'AskUserQuestion', input: INPUT }])
    })
  const isNotAsked = (): Promise<void> =>
    eventually(() => {
      expect(asked()).to.deep.equal([])
    })

  beforeEach(() => {
    ;({ world, desk } = shopDesk())
    questions = memoryTerminalQuestions()
    activity = 'working'
  })
  afterEach(() => stop())

  it('asks people once and gives the answer to the agent', async () => {
    start()
    const given = questions.asked('c1', 'call 1', INPUT)
    await look()
    await isAsked()
    await look()
    await isAsked()
    right(await decide({ answers: { [HUE]: 'Blue' } }))
    expect(await given).to.deep.equal({ [HUE]: 'Blue' })
    await isNotAsked()
  })

  it('withdraws a question that is answered at the terminal', async () => {
    start()
    void questions.asked('c1', 'call 1', INPUT)
    await look()
    await isAsked()
    questions.answeredThere('c1')
    await isNotAsked()
  })

  it('gives no answer for a denial and without one in time, and does not ask the same question again', async () => {
    start()
    let given: unknown = 'none'
    void questions.asked('c1', 'call 1', INPUT).then((answers) => (given = answers))
    await look()
    await isAsked()
    world.clock.advance(110_000)
    await isNotAsked()
    await look()
    await isNotAsked()
    questions.answeredThere('c1')
    await settled()
    const next = questions.asked('c1', 'call 2', INPUT)
    await look()
    await isAsked()
    right(await decide({ decision: 'deny' }))
    await isNotAsked()
    expect(given).to.equal(null)
    questions.answeredThere('c1')
    expect(await next).to.equal(null)
  })

  it('looks only for agents that work or wait, whose CLI has such questions', async () => {
    void questions.asked('c1', 'call 1', INPUT)
    for (const [of, known] of [
      ['idle', {}],
      ['working', { conversation: null }],
      ['working', { conversation: { agent: CLAUDE_CODE, id: 'c1' } }],
    ] as const) {
      activity = of
      start(known)
      await look()
      await isNotAsked()
      stop()
    }
    activity = 'waiting'
    start()
    await look()
    await isAsked()
  })

  it('finds a question within 5 s when no event tells of it', async () => {
    start()
    await settled()
    void questions.asked('c1', 'call 1', INPUT)
    world.clock.advance(5_000)
    await isAsked()
  })

  it('withdraws its questions at the end of the hub', async () => {
    start()
    void questions.asked('c1', 'call 1', INPUT)
    await look()
    await isAsked()
    stop()
    await isNotAsked()
  })
})
