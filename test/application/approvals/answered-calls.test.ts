import { sessionId } from '../../../domain/sessions/session-id.js'
import * as E from 'fp-ts/lib/Either.js'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memorySecrets } from '../../../adapters/outbound/memory/machine.memory.js'
import type { DeskCalls } from '../../../application/approvals/desk-calls.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { allow, deny, type ToolCall, type Verdict } from '../../../domain/approvals/approval.js'
import { callOf, findAnswered, hasRun } from '../../../domain/approvals/same-call.js'
import { BY_GRANT } from '../../../domain/approvals/records.js'
import type { FinishedCall } from '../../../domain/approvals/tool-call.js'
import { openCalls } from '../../support/approvals.js'
import { right } from '../../support/results.js'
import { anApproval } from '../../support/rulings.js'

const secrets = memorySecrets()
const EDITED = { command: 'edited' }
const EDITED_DIGEST = secrets.sha256('{"command":"edited"}')
const TEN_MINUTES = 600_000

const before = (changed: Partial<ToolCall> = {}): ToolCall => ({
  session: sessionId('cc-shop'),
  gate: 'PreToolUse',
  tool: 'Bash',
  input: { command: 'make' },
  digest: 'd',
  inputLength: 20,
  permissionMode: 'bypassPermissions',
  cwd: null,
  toolUseId: 'toolu_1',
  promptId: 'turn',
  comesAgain: true,
  ...changed,
})
const beside = (changed: Partial<ToolCall> = {}): ToolCall =>
  before({ gate: 'PermissionRequest', toolUseId: null, ...changed })

describe('answered calls', () => {
  let clock: MemoryClock
  let calls: DeskCalls
  beforeEach(() => {
    clock = memoryClock(1_000_000)
    calls = openCalls(clock)
  })
  const remember = (call: ToolCall, verdict: Verdict): void => {
    const id = secrets.newId()
    void calls.dispatch(id, { _tag: 'Ruled', id, call, verdict, at: clock.now() })
  }
  const verdictOn = (call: ToolCall) => findAnswered(calls.all(), call, clock.now())?.verdict ?? null
  const ranWith = (ran: Omit<FinishedCall, 'runDigest'>) => [...calls.all()].map((one) => hasRun(one, ran))
  /** Allows a call with another input. */
  const allowEdited = async (call: ToolCall): Promise<void> => {
    const decision = { allow: true, edited: EDITED, remember: false } as const
    const end = { why: 'decided', decision, decider: BY_GRANT } as const
    void calls.dispatch('edited', { _tag: 'Asked', approval: { ...anApproval('edited'), call }, askedAt: 0 })
    right(await calls.end('edited', () => E.right(end), THE_HUB)())
  }

  it('last for ten minutes, whichever way the clock moves', () => {
    remember(before(), allow())
    clock.advance(TEN_MINUTES)
    expect(verdictOn(before())).to.deep.equal(allow())
    clock.advance(1)
    expect(verdictOn(before())).to.equal(null)
    remember(before(), allow())
    clock.advance(-TEN_MINUTES)
    expect(verdictOn(before())).to.deep.equal(allow())
    clock.advance(-1)
    expect(verdictOn(before())).to.equal(null)
  })

  it('are found at the second gate, and at the first one as often as the call comes', () => {
    remember(before(), deny('no'))
    expect([verdictOn(before()), verdictOn(before()), verdictOn(beside())]).to.deep.equal(Array(3).fill(deny('no')))
  })

  it('are for the same tool, input, turn, gate order and session only', async () => {
    await allowEdited(before())
    const others = [
      before({ tool: 'Write' }),
      before({ digest: 'e' }),
      before({ toolUseId: 'toolu_2' }),
      before({ toolUseId: null }),
      before({ session: sessionId('cc-other') }),
      beside({ tool: 'Write' }),
      beside({ promptId: 'next turn' }),
    ]
    expect(others.map((call) => verdictOn(call))).to.deep.equal(others.map(() => null))
    expect(verdictOn(beside({ digest: EDITED_DIGEST }))).to.deep.equal(allow(EDITED))
    remember(beside({ session: sessionId('cc-b') }), allow())
    expect([
      verdictOn(before({ session: sessionId('cc-b') })),
      verdictOn(beside({ session: sessionId('cc-b') })),
    ]).to.deep.equal([null, null])
  })

  it('have run when the same tool ran with the input of the agent or of the edit', async () => {
    await allowEdited(before())
    remember(before({ digest: 'e', toolUseId: 'toolu_2' }), allow())
    const ran = { tool: 'Bash', digest: EDITED_DIGEST, toolUseId: 'toolu_1' }
    const reports = [
      ran,
      { ...ran, digest: 'd' },
      { ...ran, toolUseId: null },
      { ...ran, tool: 'Write' },
      { ...ran, toolUseId: 'toolu_2' },
      { ...ran, digest: 'f' },
      { ...ran, digest: 'e', toolUseId: 'toolu_2' },
    ]
    expect(reports.map(ranWith)).to.deep.equal([
      ...Array<boolean[]>(3).fill([true, false]),
      ...Array<boolean[]>(3).fill([false, false]),
      [false, true],
    ])
  })

  it('are at most 200 in a session, the newest', () => {
    for (let index = 0; index <= 200; index += 1) {
      remember(before({ toolUseId: `toolu_${String(index)}` }), allow())
    }
    expect([0, 1, 200].map((index) => verdictOn(before({ toolUseId: `toolu_${String(index)}` })))).to.deep.equal([
      null,
      allow(),
      allow(),
    ])
  })

  it('of a silent session are dropped once they have expired and a call of another session is answered', () => {
    remember(before({ session: sessionId('cc-silent') }), allow())
    clock.advance(TEN_MINUTES)
    remember(before(), allow())
    const silent = () => [...calls.ofSession(sessionId('cc-silent'))].length
    expect(silent()).to.equal(1)
    clock.advance(1)
    remember(before({ toolUseId: 'toolu_2' }), allow())
    expect([silent(), [...calls.all()].length]).to.deep.equal([0, 2])
  })

  it('are dropped after ten minutes from their answer, in whatever order they were asked', async () => {
    const asked = anApproval('asked-first')
    void calls.dispatch(asked.id, { _tag: 'Asked', approval: asked, askedAt: 0 })
    remember(before({ session: sessionId('cc-silent') }), allow())
    clock.advance(1)
    right(await calls.end(asked.id, () => E.right({ why: 'closed' }), THE_HUB)())
    clock.advance(TEN_MINUTES)
    remember(before({ session: sessionId('cc-late') }), allow())
    expect([...calls.all()].map((one) => callOf(one).session)).to.deep.equal(['cc-shop', 'cc-late'])
  })

  it('hold neither the input of the agent nor the folder that it works in', async () => {
    await allowEdited(before())
    remember(before({ toolUseId: 'toolu_2' }), allow())
    for (const one of calls.all()) expect(callOf(one)).not.to.have.any.keys('input', 'cwd')
  })
})
