import { memoryManagedSettings, memoryProjectAgentSettings } from '../../../adapters/outbound/memory/agents.memory.js'
import { memoryAgentSettings, memoryHookScripts } from '../../../adapters/outbound/memory/agent-settings.memory.js'
import type { ManageHooks } from '../../../application/hooks/manage-hooks.js'
import { manageHooksOfClaude } from '../../support/manage-hooks.js'
import { leftTag, right } from '../../support/results.js'

const OWN = '{ "model": "opus",\n "hooks": {"Stop":[{"matcher":"","hooks":[{"type":"command","command":"bell"}]}]} }\n'

const open = (text: string | null = null, hubUrl = 'http://127.0.0.1:3333') => {
  const settings = memoryAgentSettings(text)
  const scripts = memoryHookScripts()
  return {
    settings,
    scripts,
    manage: manageHooksOfClaude({ settings, scripts, hubUrl, node: "/opt/o'node/bin/node" }),
  }
}
const entriesOf = (text: string | null, event: string): ReadonlyArray<Record<string, unknown>> => {
  const { hooks } = JSON.parse(text ?? '{}') as { hooks: Record<string, { hooks: Record<string, unknown>[] }[]> }
  return hooks[event]?.at(-1)?.hooks ?? []
}
const entryOf = (text: string | null, event: string): Record<string, unknown> => entriesOf(text, event)[0] ?? {}

describe('the hooks of Claude Code', () => {
  it('go over HTTP where it sends them so, with the variables of the session', async () => {
    const { settings, scripts, manage } = open(OWN)
    const report = right(await manage.install('ask')())
    expect(report).to.deep.include({
      state: 'current',
      gate: 'ask',
      statusLine: 'ours',
      isChanged: true,
      obstacles: [],
    })
    expect(entryOf(settings.text, 'Stop')).to.deep.equal({
      type: 'http',
      url: 'http://127.0.0.1:3333/api/hooks/Stop',
      timeout: 2,
      headers: {
        Authorization: 'Bearer $PENATES_TOKEN',
        'X-Penates-Session': '$PENATES_SESSION',
        'X-Penates-Gate': 'http',
        'X-Penates-Background': '$CLAUDE_JOB_DIR',
      },
      allowedEnvVars: ['PENATES_TOKEN', 'PENATES_SESSION', 'CLAUDE_JOB_DIR'],
    })
    expect(entryOf(settings.text, 'SessionStart')).to.deep.equal({
      type: 'command',
      command: `'/usr/bin/env' '-i' '/opt/o'\\''node/bin/node' '/state/hooks/report.mjs' 'SessionStart' 'http://127.0.0.1:3333' || true`,
      timeout: 2,
    })
    expect([entryOf(settings.text, 'PreToolUse')['type'], scripts.areInstalled()]).to.deep.equal(['http', true])
  })

  it('put a wrapper before every tool in strict, which stops it on any fault', async () => {
    const { settings, manage } = open()
    await manage.install('strict')()
    expect(entryOf(settings.text, 'PreToolUse')).to.deep.equal({
      type: 'command',
      command: '/usr/bin/env',
      args: [
        '-i',
        '/bin/sh',
        '-c',
        `'/opt/o'\\''node/bin/node' '/state/hooks/gate.mjs' 'http://127.0.0.1:3333' 'key' '604800'; case $? in 47) ;; *) exit 2;; esac`,
      ],
      timeout: 604_800,
      onFailure: 'block',
    })
    expect(entriesOf(settings.text, 'PreToolUse')[1]).to.deep.equal({
      type: 'command',
      command: '/state/hooks/args-check.sh',
      args: ['args'],
      timeout: 125,
    })
    expect(right(await manage.status())).to.deep.include({ state: 'current', gate: 'strict' })
  })

  it('are brought up to date, changed from one gate to the other, and written once', async () => {
    const { settings, manage } = open(OWN)
    await manage.install('ask')()
    const again = right(await manage.install('ask')())
    const strict = right(await manage.install('strict')())
    const elsewhere = manageHooksOfClaude({ settings, hubUrl: 'http://127.0.0.1:4444' })
    expect([again.isChanged, strict.isChanged, right(await elsewhere.status()).state]).to.deep.equal([
      false,
      true,
      'outdated',
    ])
  })

  it('are outdated without the report of a failed turn, until they are installed again', async () => {
    const { settings, manage } = open()
    await manage.install('ask')()
    const { hooks } = JSON.parse(settings.text ?? '{}') as { hooks: Record<string, unknown> }
    expect(entryOf(settings.text, 'StopFailure')['url']).to.equal('http://127.0.0.1:3333/api/hooks/StopFailure')
    const { settings: old, manage: later } = open(JSON.stringify({ hooks: { ...hooks, StopFailure: undefined } }))
    const before = right(await later.status())
    const after = right(await later.install('ask')())
    expect([before.state, after.state, after.isChanged]).to.deep.equal(['outdated', 'current', true])
    expect(entryOf(old.text, 'StopFailure')).to.deep.equal(entryOf(settings.text, 'StopFailure'))
  })

  it('go without a trace', async () => {
    const { settings, scripts, manage } = open(OWN)
    await manage.install('strict')()
    expect(right(await manage.remove())).to.deep.include({ state: 'none', isChanged: true })
    expect([settings.text, scripts.areInstalled()]).to.deep.equal([OWN, false])
    expect(right(await open().manage.remove())).to.deep.include({ state: 'none', isChanged: false })
  })

  it('are in no empty file, which stays as it is until they are put in', async () => {
    const { settings, manage } = open('')
    expect(right(await manage.status())).to.deep.include({ state: 'none', weaknesses: [], obstacles: [] })
    expect(right(await manage.remove())).to.deep.include({ state: 'none', isChanged: false })
    expect(settings.text).to.equal('')
    expect(right(await manage.install('ask')())).to.deep.include({ state: 'current', isChanged: true })
  })

  it('are not put into unreadable settings, nor over a change of another process', async () => {
    const broken = open('{')
    const answers = await Promise.all([broken.manage.install('ask')(), broken.manage.status(), broken.manage.remove()])
    expect([answers.map(leftTag), broken.settings.text]).to.deep.equal([Array(3).fill('UnreadableSettings'), '{'])
    const { settings, manage } = open(OWN)
    const racing: ManageHooks['install'] = (gate) => async () => {
      const installing = manage.install(gate)()
      settings.text = '{}'
      return installing
    }
    const raced = await racing('ask')()
    expect(raced._tag === 'Left' || settings.text !== '{}').to.equal(true)
  })

  it('say what in the settings keeps them from working', async () => {
    const { manage } = open('{"disableAllHooks":true,"allowedHttpHookUrls":[],"httpHookAllowedEnvVars":["HOME"]}')
    expect(right(await manage.status()).obstacles.length).to.equal(3)
  })

  describe('with managed settings', () => {
    const world = (mayWrite = true) => {
      const managed = memoryManagedSettings(mayWrite)
      const settings = memoryAgentSettings(OWN)
      const projectSettings = memoryProjectAgentSettings()
      const manage = manageHooksOfClaude({ settings, managed, projectSettings })
      return { managed, settings, projectSettings, manage }
    }

    it('put the gate beyond every project for this user alone, and take it out again', async () => {
      const { managed, manage } = world()
      expect(right(await manage.install('strict', true)()).managedFile).to.equal(managed.file)
      const text = managed.text ?? ''
      expect(JSON.parse(text)).to.have.property('disableAllHooks', false)
      // Other users cannot start a script in the folder of this one.
      expect(entriesOf(text, 'PreToolUse')).to.have.length(1)
      expect(entryOf(text, 'SessionStart')['command']).to.match(
        /^\[ "\$\(\/usr\/bin\/id -u\)" -ne 1000 \] \|\| \{ '.* \|\| true; \}$/,
      )
      expect((entryOf(text, 'PreToolUse')['args'] as ReadonlyArray<string>).at(-1)).to.equal(
        `[ "$(/usr/bin/id -u)" -ne 1000 ] || { '/node' '/state/hooks/gate.mjs' 'http://127.0.0.1:3333' 'key' '604800'; case $? in 47) ;; *) exit 2;; esac; }`,
      )
      expect(right(await manage.remove()).state).to.equal('none')
      expect(managed.text).to.equal(null)
    })

    it('change nothing without the rights', async () => {
      const { managed, settings, manage } = world(false)
      expect(leftTag(await manage.install('strict', true)())).to.equal('Unavailable')
      expect([managed.text, settings.text]).to.deep.equal([null, OWN])
    })

    it('name what weakens the gate in the present folder', async () => {
      const { projectSettings, manage } = world()
      projectSettings.write('/work/shop', 'settings.local.json', '{"disableAllHooks":true}')
      await manage.install('strict')()
      expect(right(await manage.status()).weaknesses).to.deep.equal([
        {
          file: '/work/shop/.claude/settings.local.json',
          what: '"disableAllHooks" is true: no hook runs',
          severity: 'weakens',
        },
      ])
    })
  })
})
