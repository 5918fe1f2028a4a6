import { expect } from 'chai'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { makeRecentVerdicts, type RecentVerdicts } from '../../../application/approvals/recent-verdicts.js'
import { allow, deny, type ToolCall } from '../../../domain/approvals/approval.js'

const TEN_MINUTES = 600_000

const before = (changed: Partial<ToolCall> = {}): ToolCall => ({
  session: 'cc-shop',
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

describe('precedents', () => {
  let clock: MemoryClock
  let recentVerdicts: RecentVerdicts
  beforeEach(() => {
    clock = memoryClock(1_000_000)
    recentVerdicts = makeRecentVerdicts({ clock })
  })

  it('last for ten minutes, whichever way the clock moves', () => {
    recentVerdicts.remember(before(), allow(), null)
    clock.advance(TEN_MINUTES)
    expect(recentVerdicts.take(before())).to.deep.equal({ verdict: allow() })
    clock.advance(1)
    expect(recentVerdicts.take(before())).to.equal(null)
    recentVerdicts.remember(before(), allow(), null)
    clock.advance(-TEN_MINUTES)
    expect(recentVerdicts.take(before())).to.deep.equal({ verdict: allow() })
    clock.advance(-1)
    expect(recentVerdicts.take(before())).to.equal(null)
  })

  it('serve one call at the second gate, and the same call at the first one as often as it comes', () => {
    recentVerdicts.remember(before(), deny('no'), null)
    expect([recentVerdicts.take(before()), recentVerdicts.take(before())]).to.deep.equal(
      Array(2).fill({ verdict: deny('no') }),
    )
    expect([recentVerdicts.take(beside()), recentVerdicts.take(beside())]).to.deep.equal([
      { verdict: deny('no') },
      null,
    ])
  })

  it('are for the same tool, input, turn, gate order and session only', () => {
    recentVerdicts.remember(before(), allow(), 'edited')
    const others = [
      before({ tool: 'Write' }),
      before({ digest: 'e' }),
      before({ toolUseId: 'toolu_2' }),
      before({ toolUseId: null }),
      before({ session: 'cc-other' }),
      beside({ tool: 'Write' }),
      beside({ promptId: 'next turn' }),
    ]
    expect(others.map((call) => recentVerdicts.take(call))).to.deep.equal(others.map(() => null))
    expect(recentVerdicts.take(beside({ digest: 'edited' }))).to.deep.equal({ verdict: allow() })
    recentVerdicts.remember(beside(), allow(), null)
    expect(recentVerdicts.take(before())).to.equal(null)
    recentVerdicts.remember(beside({ session: 'cc-b' }), allow(), null)
    expect(recentVerdicts.take(beside({ session: 'cc-b' }))).to.equal(null)
  })

  it('are dropped when the call with that input has run, or the turn is over', () => {
    recentVerdicts.remember(before(), allow(), 'edited')
    recentVerdicts.remember(before({ digest: 'e', toolUseId: 'toolu_2' }), allow(), null)
    const ran = { tool: 'Bash', digest: 'edited', toolUseId: 'toolu_1' }
    const others = [{ tool: 'Write' }, { toolUseId: 'toolu_2' }, { digest: 'f' }].map((other) => ({ ...ran, ...other }))
    for (const other of others) recentVerdicts.forget('cc-shop', other)
    recentVerdicts.forget('cc-other', ran)
    expect(recentVerdicts.take(before())).to.deep.equal({ verdict: allow() })
    recentVerdicts.forget('cc-shop', ran)
    expect(recentVerdicts.take(before())).to.equal(null)
    expect(recentVerdicts.take(before({ digest: 'e', toolUseId: 'toolu_2' }))).to.deep.equal({ verdict: allow() })
    recentVerdicts.forget('cc-shop', null)
    expect(recentVerdicts.take(before({ digest: 'e', toolUseId: 'toolu_2' }))).to.equal(null)
  })

  it('are at most 200 in a session, the newest', () => {
    for (let index = 0; index <= 200; index += 1) {
      recentVerdicts.remember(before({ toolUseId: `toolu_${String(index)}` }), allow(), null)
    }
    expect(
      [0, 1, 200].map((index) => recentVerdicts.take(before({ toolUseId: `toolu_${String(index)}` }))),
    ).to.deep.equal([null, { verdict: allow() }, { verdict: allow() }])
  })

  it('follow their session to a new name', () => {
    recentVerdicts.remember(before({ session: 'cc-old' }), allow(), null)
    recentVerdicts.rename('cc-old', 'cc-shop')
    recentVerdicts.rename('cc-shop', 'cc-shop')
    recentVerdicts.rename('cc-none', 'cc-shop')
    expect([recentVerdicts.take(before({ session: 'cc-old' })), recentVerdicts.take(before())]).to.deep.equal([
      null,
      { verdict: allow() },
    ])
  })
})
