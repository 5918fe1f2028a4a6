import { sessionId } from '../../../domain/sessions/session-id.js'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { memoryAgentSettings, memoryHookScripts } from '../../../adapters/outbound/memory/agent-settings.memory.js'
import { memoryAnswerSigner, memoryProjectAgentSettings } from '../../../adapters/outbound/memory/agents.memory.js'
import { memoryStateStore, memorySettingsStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { makeRulesInForce } from '../../../application/approvals/configure-approvals.js'
import { makeGuardStart } from '../../../application/hooks/guard-start.js'
import { DEFAULT_RULES, type ApprovalRules } from '../../../domain/approvals/rules.js'
import { startedCommand, storedCommand } from '../../../domain/agents/agent-program.js'
import { leftTag, right } from '../../support/results.js'

const start = { id: sessionId('cc-shop'), name: 'cc-shop', directory: '/work/shop' }

const open = (rules: Partial<ApprovalRules> = { mode: 'strict' }, own: string | null = null) => {
  const settings = memorySettingsStore()
  const scripts = memoryHookScripts()
  const projectSettings = memoryProjectAgentSettings()
  const rulesInForce = makeRulesInForce({
    rules: memoryStateStore<ApprovalRules>({ ...DEFAULT_RULES, ...rules }),
    settings,
  })
  const guardStart = makeGuardStart({
    agents: AGENTS,
    rulesInForce,
    settings,
    projectSettings,
    agentSettings: memoryAgentSettings(own),
    environment: { LD_LIBRARY_PATH: '/opt/lib', CLAUDE_CODE_SIMPLE: '1', PATH: '/bin' },
    scripts,
    answerSigner: memoryAnswerSigner(),
    hubUrl: 'http://127.0.0.1:3333',
    node: '/usr/bin/node',
  })
  return { settings, scripts, projectSettings, guardStart }
}

describe('the start of a strict session', () => {
  it('gives Claude Code settings on its command line that switch hooks on and put the gate before every tool', async () => {
    const { guardStart, scripts } = open()
    const flags = right(await guardStart(start)())
    const started = startedCommand(AGENTS, 'claude --continue', flags)
    const [, text = ''] = /^claude --settings '(.*)' --permission-mode default --continue$/.exec(started) ?? []
    const settings = JSON.parse(text.replaceAll(`'\\''`, "'")) as {
      disableAllHooks: boolean
      env: Record<string, string>
      hooks: Record<string, { hooks: { command: string; args: string[] }[] }[]>
    }
    expect(settings.disableAllHooks).to.equal(false)
    const [hook] = settings.hooks['PreToolUse']?.[0]?.hooks ?? []
    // No shell of the CLI, and none of the variables that the project sets for hooks.
    expect([hook?.command, hook?.args.slice(0, -1)]).to.deep.equal(['/usr/bin/env', ['-i', '/bin/sh', '-c']])
    expect(hook?.args.at(-1)).to.match(/gate\.mjs' 'http.*; case \$\? in 47\) ;; \*\) exit 2;; esac$/)
    expect(Object.keys(settings.hooks)).to.include.members(['PostToolUse', 'PostToolUseFailure', 'SessionStart'])
    expect([storedCommand(AGENTS, started), scripts.areInstalled()]).to.deep.equal([
      'claude --permission-mode default --continue',
      true,
    ])
  })

  it('sets each variable that touches hooks or allowed calls to its value without settings of the project', async () => {
    const valuesWith = async (own: string | null): Promise<Record<string, string>> => {
      const flags = right(await open({ mode: 'strict' }, own).guardStart(start)())
      const [, text = ''] = /--settings '(.*)' --permission-mode/.exec(startedCommand(AGENTS, 'claude', flags)) ?? []
      return (JSON.parse(text.replaceAll(`'\\''`, "'")) as { env: Record<string, string> }).env
    }
    const plain = await valuesWith(null)
    expect(plain).to.include({ CLAUDE_CODE_SHELL_PREFIX: '', OPENSSL_CONF: '', LD_PRELOAD: '', BASH_ENV: '' })
    // Of the environment of the session.
    expect(plain).to.include({ LD_LIBRARY_PATH: '/opt/lib' }).and.not.have.property('PATH')
    // A strict session has no switch that turns hooks off, wherever it is set.
    expect(plain).to.include({ CLAUDE_CODE_SIMPLE: '', CLAUDE_CODE_SAFE_MODE: '' })
    // Of the person, whose settings beat the environment; what is no text counts as unset.
    const own = { env: { CLAUDE_CODE_SHELL_PREFIX: '/my/prefix', LD_LIBRARY_PATH: 7, CLAUDE_CODE_SIMPLE: '1' } }
    expect(await valuesWith(JSON.stringify(own))).to.deep.equal({
      ...plain,
      CLAUDE_CODE_SHELL_PREFIX: '/my/prefix',
      LD_LIBRARY_PATH: '',
    })
    expect(await valuesWith('{broken')).to.deep.equal(plain)
  })

  it('is refused for settings of the person that take the gate, and not for others of theirs', async () => {
    const refusing = async (own: unknown) => {
      const { guardStart, settings } = open({ mode: 'strict' }, JSON.stringify(own))
      await settings.change({ weakenedStart: 'refuse' })()
      return guardStart(start)()
    }
    expect(leftTag(await refusing({ env: { CLAUDE_CODE_SIMPLE: '1' } }))).to.equal('GateWeakened')
    right(await refusing({ env: { NODE_EXTRA_CA_CERTS: '/ca.pem', PATH: '/bin', ANY: '1' }, statusLine: {} }))
  })

  it('adds nothing for another program, for settings of the caller, and for a session that is not strict', async () => {
    const flags = right(await open().guardStart(start)())
    expect(startedCommand(AGENTS, 'codex', flags)).to.equal('codex')
    expect(startedCommand(AGENTS, 'claude --settings mine.json --permission-mode auto', flags)).to.equal(
      'claude --settings mine.json --permission-mode auto',
    )
    for (const mode of ['ask', 'off'] as const) {
      const { guardStart, scripts } = open({ mode })
      expect([right(await guardStart(start)()), scripts.areInstalled()]).to.deep.equal([[], false])
    }
    const own = open({ mode: 'ask', sessions: { 'cc-shop': 'strict' } })
    expect(right(await own.guardStart(start)())).to.have.length(1)
  })

  it('is refused in a folder whose settings weaken the gate where the person chose so, and names what does', async () => {
    const { guardStart, projectSettings, settings } = open()
    projectSettings.write('/work/shop', 'settings.json', '{"disableAllHooks":true,"hooks":{"PreToolUse":[{}]}}')
    expect(right(await guardStart(start)())).to.have.length(1)
    await settings.change({ weakenedStart: 'refuse' })()
    const refused = await guardStart(start)()
    expect(refused).to.deep.equal({
      _tag: 'Left',
      left: {
        _tag: 'GateWeakened',
        directory: '/work/shop',
        weaknesses: [
          {
            file: '/work/shop/.claude/settings.json',
            what: '"disableAllHooks" is true: no hook runs',
            severity: 'weakens',
          },
        ],
      },
    })
    projectSettings.write('/work/shop', 'settings.json', null)
    expect(right(await guardStart(start)())).to.have.length(1)
    projectSettings.write('/work/shop', 'settings.local.json', '{')
    expect(leftTag(await guardStart(start)())).to.equal('GateWeakened')
  })
})

describe('storedCommand', () => {
  it('leaves every command line alone that has no settings of the hub', () => {
    for (const command of ['claude', "claude --settings '{}'", 'claude --settings x.json', '', "vim '{'"])
      expect(storedCommand(AGENTS, command)).to.equal(command)
  })
})
