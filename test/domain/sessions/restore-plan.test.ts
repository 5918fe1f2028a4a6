import { expect } from 'chai'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import fc from 'fast-check'
import { cliOf, continuing, offeredPrograms } from '../../../domain/agents/agent-program.js'
import { pruned, RESTORE_WINDOW_MS, restoreCommands, restorePlan } from '../../../domain/sessions/restore-plan.js'
import { someSessionRecords, aSessionRecord, aRun } from '../../support/sessions.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const NOW = 10 * RESTORE_WINDOW_MS
const recent = (name: string) => aSessionRecord({ name, lastSeenAt: NOW - 1 })
const bookOf = (...known: ReturnType<typeof aSessionRecord>[]) =>
  someSessionRecords({ known, heartbeat: { run: aRun(), at: NOW - 1, live: known.map((entry) => entry.id) } })

describe('the restore plan', () => {
  it('contains, in order, the sessions that were alive in an earlier run of the host', () => {
    const records = bookOf(recent('b'), recent('a'))
    expect(restorePlan(records, [], null, NOW)).to.deep.equal(records.known)
    expect(restorePlan(records, [], aRun({ pid: 101 }), NOW)).to.deep.equal(records.known)
    expect(restorePlan(records, [sessionId('b')], aRun({ startedAt: 501 }), NOW)).to.deep.equal([recent('a')])
  })

  it('is empty in the same run of the host, where sessions end intentionally', () => {
    expect(restorePlan(bookOf(recent('a')), [], aRun(), NOW)).to.deep.equal([])
  })

  it('skips sessions stopped by hand, ended earlier, or older than 7 days', () => {
    const stopped = aSessionRecord({ name: 'stopped', lastSeenAt: NOW, manuallyStopped: true })
    const old = aSessionRecord({ name: 'old', lastSeenAt: NOW - RESTORE_WINDOW_MS - 1 })
    const records = bookOf(stopped, old)
    expect(restorePlan({ ...records, known: [...records.known, recent('ended')] }, [], null, NOW)).to.deep.equal([])
  })

  it('is empty when the host was never seen', () => {
    expect(restorePlan(someSessionRecords({ known: [recent('a')] }), [], null, NOW)).to.deep.equal([])
  })

  it('drops dormant entries after 7 days, never live ones', () => {
    const old = aSessionRecord({ name: 'old', lastSeenAt: 0 })
    const records = someSessionRecords({ known: [old, recent('new')] })
    expect(pruned(records, [], NOW).known).to.deep.equal([recent('new')])
    expect(pruned(records, [sessionId('old')], NOW)).to.equal(records)
  })
})

describe('continuing a conversation', () => {
  it('uses the option of each CLI, keeping the path of the program and its options', () => {
    const cases = [
      ['claude', 'claude --continue'],
      ['/opt/bin/claude --permission-mode auto', '/opt/bin/claude --continue --permission-mode auto'],
      ['claude -c', 'claude -c'],
      ['codex --sandbox workspace-write', 'codex resume --last --sandbox workspace-write'],
      ['codex resume abc', 'codex resume abc'],
      ['agy --dangerously-skip-permissions', 'agy --continue --dangerously-skip-permissions'],
      ['vim', null],
      ['', null],
      ['claude-wrapper', null],
    ]
    expect(cases.map(([command]) => continuing(AGENTS, command ?? ''))).to.deep.equal(
      cases.map(([, continued]) => continued),
    )
  })

  it('is idempotent', () => {
    const commands = AGENTS.flatMap((cli) => cli.variants.map((variant) => variant.command))
    fc.assert(
      fc.property(fc.constantFrom(...commands), (command) => {
        const once = continuing(AGENTS, command) ?? ''
        expect(continuing(AGENTS, once)).to.equal(once)
      }),
    )
  })

  it('falls back to the stored command, and is tried once when both are the same', () => {
    const claude = aSessionRecord({ command: 'claude' })
    expect(restoreCommands(AGENTS, claude, true)).to.deep.equal(['claude --continue', 'claude'])
    expect(restoreCommands(AGENTS, claude, false)).to.deep.equal(['claude'])
    expect(restoreCommands(AGENTS, aSessionRecord({ command: 'vim' }), true)).to.deep.equal(['vim'])
    expect(restoreCommands(AGENTS, aSessionRecord({ command: 'claude -c' }), true)).to.deep.equal(['claude -c'])
  })

  it('starts the picker with the auto variant if there is one', () => {
    const preselected = offeredPrograms(AGENTS).flatMap(({ variants }) => variants.filter(({ isDefault }) => isDefault))
    expect(preselected.slice(0, 4).map(({ tier }) => tier)).to.deep.equal(['auto', 'auto', 'safe', 'safe'])
    expect(cliOf(AGENTS, '  ~/bin/opencode run')?.id).to.equal('opencode')
  })
})
