import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import fc from 'fast-check'
import { parseConversationId } from '../../../domain/agents/agent-conversation.js'
import { cliOf, continuing, offeredPrograms, resuming } from '../../../domain/agents/agent-program.js'
import {
  broughtBack,
  pruned,
  RESTORE_WINDOW_MS,
  restoreStarts,
  restorePlan,
} from '../../../domain/sessions/restore-plan.js'
import { CLAUDE_CODE, CODEX } from '../../support/agents.js'
import { someSessionRecords, aSessionRecord, aRun } from '../../support/sessions.js'
import type { SessionRecord } from '../../../domain/sessions/session-record.js'
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

  it('keeps entries that left the list, and lists them again for another 7 days unless their name is in use', () => {
    const [old, taken] = [
      aSessionRecord({ name: 'old', lastSeenAt: 0 }),
      aSessionRecord({ name: 'taken', lastSeenAt: 0 }),
    ]
    const left = pruned(someSessionRecords({ known: [old, taken, recent('new')] }), [], NOW)
    expect(left.faded).to.deep.equal([old, taken])
    const back = broughtBack(left, ['taken'], NOW)
    expect([back.known, back.faded]).to.deep.equal([[recent('new'), { ...old, lastSeenAt: NOW }], []])
    expect(pruned(back, [], NOW)).to.equal(back)
  })
})

describe('continuing a conversation', () => {
  const [claude] = AGENTS
  const started = (entry: SessionRecord, continues: boolean, ...others: ReadonlyArray<SessionRecord>) =>
    restoreStarts(AGENTS, entry, [entry, ...others], continues).map(({ command }) => command)

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
    const plain = aSessionRecord({ command: 'claude' })
    expect(started(plain, true)).to.deep.equal(['claude --continue', 'claude'])
    expect(started(plain, false)).to.deep.equal(['claude'])
    expect(started(aSessionRecord({ command: 'vim' }), true)).to.deep.equal(['vim'])
    expect(restoreStarts(AGENTS, aSessionRecord({ command: 'claude -c' }), [], true)).to.deep.equal([
      { command: 'claude -c', stored: 'claude -c', continuesConversation: true },
    ])
  })

  it('resumes the known conversation of a session, never the last one of its folder, and keeps its command', () => {
    const conversation = { agent: claude.id, id: 'c-1' }
    const known = aSessionRecord({ command: 'claude --model opus', conversation })
    expect(restoreStarts(AGENTS, known, [known], true)).to.deep.equal([
      { command: 'claude --resume c-1 --model opus', stored: 'claude --model opus', continuesConversation: true },
      { command: 'claude --model opus', stored: 'claude --model opus', continuesConversation: false },
    ])
    expect(started(known, false)).to.deep.equal(['claude --model opus'])
    expect(started({ ...known, command: 'claude --continue' }, false)).to.deep.equal([
      'claude --resume c-1',
      'claude --continue',
    ])
    expect(started({ ...known, command: 'codex' }, true)).to.deep.equal(['codex resume --last', 'codex'])
    expect(started({ ...known, command: 'vim' }, true)).to.deep.equal(['vim'])
  })

  it('starts the command alone where the last conversation of the folder is that of another session', () => {
    const known = aSessionRecord({ name: 'cc-silent', command: 'codex' })
    const conversation = { agent: CODEX, id: 'c-1' }
    const other = aSessionRecord({ name: 'cc-other', conversation })
    expect(started(known, true, other)).to.deep.equal(['codex'])
    expect(started({ ...known, command: 'codex resume --last' }, true, other)).to.deep.equal(['codex resume --last'])
    for (const apart of [
      { ...other, directory: '/work/mall' },
      { ...other, conversation: { agent: CLAUDE_CODE, id: 'c-1' } },
      { ...other, conversation: null },
    ])
      expect(started(known, true, apart)).to.deep.equal(['codex resume --last', 'codex'])
    expect(started({ ...known, conversation: { agent: CODEX, id: 'c-2' } }, true, other)).to.deep.equal([
      ...['codex resume c-2', 'codex'],
    ])
  })

  it('resumes a conversation in place of another one that the command line names, and leaves quoted words alone', () => {
    const cases = [
      ['claude -r', 'claude --resume c-1'],
      ['/opt/claude --resume=old --model opus', '/opt/claude --resume c-1 --model opus'],
      ['claude -c "say --continue -c"', 'claude --resume c-1 "say --continue -c"'],
      ['claude --resume --model opus', 'claude --resume c-1 --model opus'],
      ['claude --continued', 'claude --resume c-1 --continued'],
      ['claude; echo --continue', 'claude --resume c-1; echo --continue'],
      ['codex resume --last --sandbox read-only', 'codex resume c-1 --sandbox read-only'],
      ['codex resume old', 'codex resume c-1'],
      ['codex resume', 'codex resume c-1'],
      ['opencode -s ses_a', 'opencode --session c-1'],
      ['penates acp -- opencode acp', 'penates acp --resume c-1 -- opencode acp'],
      ['penates acp --resume=old -- fake --resume own', 'penates acp --resume c-1 -- fake --resume own'],
      ['penates acp --resume old', 'penates acp --resume c-1'],
      ['penates', null],
      ['agy', null],
      ['', null],
    ] as const
    for (const [command, resumed] of cases) {
      const agent = cliOf(AGENTS, command.replace(';', ' '))?.id ?? claude.id
      expect(resuming(AGENTS, command, { agent, id: 'c-1' }), command).to.equal(resumed)
    }
  })

  it('takes no id that a shell or a CLI would read as something else', () => {
    const uuid = '0c0ffee0-1111-4222-8333-444455556666'
    for (const raw of [uuid, 'ses_5Fa', 'a'.repeat(128)]) expect(parseConversationId(raw)).to.equal(raw)
    for (const raw of [
      '',
      '-c',
      '--resume',
      'a b',
      "a'b",
      'a;b',
      '$(id)',
      'a\nb',
      'a/../b',
      'ä',
      'a'.repeat(129),
      7,
      null,
      {},
    ])
      expect(parseConversationId(raw)).to.equal(null)
  })

  it('starts the picker with the auto variant if there is one', () => {
    const preselected = offeredPrograms(AGENTS).flatMap(({ variants }) => variants.filter(({ isDefault }) => isDefault))
    expect(preselected.slice(0, 4).map(({ tier }) => tier)).to.deep.equal(['auto', 'auto', 'safe', 'safe'])
    expect(cliOf(AGENTS, '  ~/bin/opencode run')?.id).to.equal('opencode')
  })
})
