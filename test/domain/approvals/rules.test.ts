import { expect } from 'chai'
import { previewOf } from '../../../domain/approvals/approval.js'
import {
  DEFAULT_RULES,
  endInRules,
  isFree,
  isGranted,
  MAX_GRANTS_PER_SESSION,
  modeFor,
  renameInRules,
  withGrant,
  withSessionMode,
  type ApprovalRules,
} from '../../../domain/approvals/rules.js'

const grant = (session: string, digest: string) => ({ session, tool: 'Bash', digest, grantedAt: 1 })

describe('the rules of approvals', () => {
  it('use the mode of a session before the default mode, for any session name', () => {
    const rules = withSessionMode(withSessionMode(DEFAULT_RULES, 'cc-a', 'strict'), '__proto__', 'off')
    expect(['cc-a', '__proto__', 'constructor', 'cc-b'].map((session) => modeFor(rules, session))).to.deep.equal([
      'strict',
      'off',
      'ask',
      'ask',
    ])
    expect(modeFor(withSessionMode(rules, 'cc-a', null), 'cc-a')).to.equal('ask')
  })

  it('free a tool by its whole name or by a prefix', () => {
    const rules: ApprovalRules = { ...DEFAULT_RULES, freeTools: ['Read', 'mcp__docs__*'] }
    expect(
      ['Read', 'ReadWrite', 'read', 'mcp__docs__x', 'mcp__docs', 'Bash'].map((tool) => isFree(rules, tool)),
    ).to.deep.equal([true, false, false, true, false, false])
  })

  it('grant a call in its own session, for its tool and its input alone', () => {
    const rules = withGrant(DEFAULT_RULES, grant('cc-a', 'd'))
    expect([
      isGranted(rules, 'cc-a', 'Bash', 'd'),
      isGranted(rules, 'cc-b', 'Bash', 'd'),
      isGranted(rules, 'cc-a', 'Write', 'd'),
      isGranted(rules, 'cc-a', 'Bash', 'other'),
    ]).to.deep.equal([true, false, false, false])
  })

  it('grant one call once and keep the newest grants of each session', () => {
    let rules = withGrant(DEFAULT_RULES, grant('cc-b', 'other'))
    for (let index = 0; index <= MAX_GRANTS_PER_SESSION; index += 1)
      rules = withGrant(rules, grant('cc-a', String(index)))
    expect(withGrant(rules, grant('cc-a', '5'))).to.equal(rules)
    expect([
      rules.grants.length,
      isGranted(rules, 'cc-a', 'Bash', '0'),
      isGranted(rules, 'cc-a', 'Bash', '1'),
      isGranted(rules, 'cc-a', 'Write', '1'),
      isGranted(rules, 'cc-b', 'Bash', 'other'),
    ]).to.deep.equal([MAX_GRANTS_PER_SESSION + 1, false, true, false, true])
  })

  it('move with a renamed session, replacing those of the new name', () => {
    const rules = [grant('cc-a', '1'), grant('cc-b', '2')].reduce(
      withGrant,
      withSessionMode(DEFAULT_RULES, 'cc-a', 'off'),
    )
    expect(renameInRules(rules, 'cc-a', 'cc-b')).to.deep.include({
      sessions: { 'cc-b': 'off' },
      grants: [grant('cc-b', '1')],
    })
    expect(renameInRules(rules, 'cc-x', 'cc-y')).to.equal(rules)
    expect(renameInRules(rules, 'cc-a', 'cc-a')).to.equal(rules)
    const granted = [grant('cc-a', '1'), grant('cc-c', '3')].reduce(withGrant, DEFAULT_RULES)
    expect(renameInRules(granted, 'cc-a', 'cc-b')).to.deep.equal({
      ...DEFAULT_RULES,
      grants: [grant('cc-b', '1'), grant('cc-c', '3')],
    })
    expect(renameInRules(withSessionMode(granted, 'cc-d', 'off'), 'cc-d', 'cc-e')).to.deep.include({
      sessions: { 'cc-e': 'off' },
      grants: granted.grants,
    })
  })

  it('drop grants and looser modes at the end of a session, and keep strict', () => {
    const loose = withGrant(withSessionMode(DEFAULT_RULES, 'cc-a', 'off'), grant('cc-a', '1'))
    const strict = withSessionMode(DEFAULT_RULES, 'cc-a', 'strict')
    expect(endInRules(loose, 'cc-a')).to.deep.equal(DEFAULT_RULES)
    expect(endInRules(strict, 'cc-a')).to.equal(strict)
    expect(endInRules(loose, 'cc-b')).to.equal(loose)
    const both = withGrant(loose, grant('cc-b', '2'))
    expect(endInRules(both, 'cc-a')).to.deep.equal({ ...DEFAULT_RULES, grants: [grant('cc-b', '2')] })
    expect(endInRules(withGrant(strict, grant('cc-a', '1')), 'cc-a')).to.deep.equal(strict)
  })
})

describe('DEFAULT_RULES', () => {
  it('frees only tools that read, control the agent or ask the person', () => {
    expect(DEFAULT_RULES).to.deep.equal({
      mode: 'ask',
      sessions: {},
      freeTools: [
        ...['AskUserQuestion', 'BashOutput', 'EnterPlanMode', 'ExitPlanMode', 'Glob', 'Grep', 'KillShell', 'LS'],
        ...['NotebookRead', 'Read', 'TaskCreate', 'TaskGet', 'TaskList', 'TaskOutput', 'TaskStop', 'TaskUpdate'],
        ...['TodoRead', 'TodoWrite', 'ToolSearch'],
      ],
      asksInAutoMode: false,
      grants: [],
    })
    expect(MAX_GRANTS_PER_SESSION).to.equal(200)
  })
})

describe('previewOf', () => {
  it('is the path for every tool that works on a file, and at most 200 characters', () => {
    const input = { file_path: '/a', notebook_path: '/n', other: 1 }
    const tools = ['Edit', 'MultiEdit', 'Write', 'NotebookEdit']
    expect(tools.map((tool) => previewOf(tool, input))).to.deep.equal(['/a', '/a', '/a', '/n'])
    expect(previewOf('Bash', { command: 'x'.repeat(201) })).to.equal('x'.repeat(200))
    expect([previewOf('Agent', { prompt: 'p' }), previewOf('Agent', { description: 'd', prompt: 'p' })]).to.deep.equal([
      'p',
      'd',
    ])
  })

  it('summarizes a call', () => {
    expect([
      previewOf('Bash', { command: 'make\u202e', description: 'x' }),
      previewOf('Edit', { file_path: '/a' }),
      previewOf('WebFetch', { url: 'https://example.org', prompt: 'x' }),
      previewOf('WebSearch', { query: 'q' }),
      previewOf('Task', { prompt: 'p' }),
      previewOf('Task', { description: 'd', prompt: 'p' }),
      previewOf('Bash', { command: 7 }),
      previewOf('constructor', { a: 1 }),
    ]).to.deep.equal(['make⟨U+202E⟩', '/a', 'https://example.org', 'q', 'p', 'd', '{"command":7}', '{"a":1}'])
  })
})
