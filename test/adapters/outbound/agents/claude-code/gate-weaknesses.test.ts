import type { SettingsOwner } from '../../../../../domain/hooks/installation.js'
import { weaknessesIn } from '../../../../../adapters/outbound/agents/claude-code/gate-weaknesses.js'

const found = (settings: unknown, owner: SettingsOwner = 'project'): ReadonlyArray<string> =>
  weaknessesIn('f', typeof settings === 'string' ? settings : JSON.stringify(settings), owner).map(
    ({ severity, what }) => `${severity}: ${what}`,
  )

describe('weaknessesIn', () => {
  it('reports settings that disable hooks or change the session that they report for', () => {
    expect(found({ disableAllHooks: true })).to.deep.equal(['weakens: "disableAllHooks" is true: no hook runs'])
    expect(found({ env: { PENATES_TOKEN: '', PENATES_SESSION: 'x', LC_ALL: 'C', BASH_ENV: '/evil' } })).to.deep.equal([
      'weakens: "env" sets PENATES_TOKEN for hooks',
      'weakens: "env" sets PENATES_SESSION for hooks',
      'weakens: "env" sets BASH_ENV for hooks',
      'notice: "env" sets variables that are not judged: LC_ALL',
    ])
    // With it the session's own reports would count as those of an agent in the background.
    expect(found({ env: { CLAUDE_JOB_DIR: '/x' } })).to.deep.equal(['weakens: "env" sets CLAUDE_JOB_DIR for hooks'])
    expect(found({ allowManagedHooksOnly: true })).to.have.length(1)
  })

  it('reports other hooks that decide about tools, but not those of the hub or of other events', () => {
    const other = { matcher: '', hooks: [{ type: 'command', command: 'lint' }] }
    expect(found({ hooks: { PreToolUse: [other] } })).to.have.length(1)
    expect(found({ hooks: { PermissionRequest: [other] } })[0]).to.match(/^notice: /)
    expect(found({ hooks: { PreToolUse: [{ ...other, _owner: 'penates' }] } })).to.deep.equal([])
  })

  it('reports every variable of the families of CLI, Node, shells and loaders that no list calls harmless', () => {
    const weak = [
      'CLAUDE_CODE_SHELL_PREFIX',
      'CLAUDE_CODE_OF_TOMORROW',
      'OPENSSL_CONF',
      'SSL_CERT_FILE',
      'NODE_OPTIONS',
    ]
    const loaders = ['LD_TRACE_LOADED_OBJECTS', 'DYLD_INSERT_LIBRARIES', 'GLIBC_TUNABLES', 'GCONV_PATH']
    const shells = ['PATH', 'HOME', 'SHELLOPTS', 'BASH_FUNC_x%%', 'ZDOTDIR', 'IFS', 'XDG_CONFIG_HOME', 'LD_PRELOAD=x']
    for (const name of [...weak, ...loaders, ...shells]) {
      expect(found({ env: { [name]: '' } })).to.deep.equal([`weakens: "env" sets ${name} for hooks`])
    }
    expect(found({ env: { CLAUDE_CODE_MAX_OUTPUT_TOKENS: '1', NODE_ENV: 'test' } })).to.deep.equal([])
  })

  it('counts what is beyond twenty variables, and cuts long names', () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`LD_${String(at)}`, '']))
    const sentences = found({ env: many })
    expect([sentences.length, sentences[19], sentences[20]]).to.deep.equal([
      21,
      'weakens: "env" sets LD_19 for hooks',
      'weakens: "env" sets 49980 more such variables for hooks',
    ])
    expect(found({ env: { [`LD_${'x'.repeat(100_000)}`]: '' } })[0]).to.have.length(131)
  })

  it('lists other variables as not judged', () => {
    expect(found({ env: { DEBUG: '1', GIT_PAGER: 'x', 'a\u001b[2J': '' } })).to.have.length(2)
    expect(found({ env: { DEBUG: '1', GIT_PAGER: 'x' } })).to.deep.equal([
      'notice: "env" sets variables that are not judged: DEBUG, GIT_PAGER',
    ])
    expect(found({ env: { 'a\u001b[2J': '' } })[0]).not.to.contain('\u001b')
  })

  it('reports of the person’s own environment only what takes the gate', () => {
    const env = { CLAUDE_CODE_SIMPLE: '1', CLAUDE_CODE_SHELL_PREFIX: '/x', PATH: '/bin', DEBUG: '1' }
    expect(found({ env, statusLine: {} }, 'person')).to.deep.equal(['weakens: "env" sets CLAUDE_CODE_SIMPLE for hooks'])
  })

  it('names programs that settings of a project run without a question', () => {
    const entry = { hooks: [{ type: 'command', command: 'x' }] }
    expect(
      found({
        apiKeyHelper: 'x',
        statusLine: {},
        enabledPlugins: {},
        allowedHttpHookUrls: [],
        hooks: { Stop: [entry] },
      }),
    ).to.deep.equal([
      'notice: hooks run programs without a question: Stop',
      'notice: it runs programs without a question: apiKeyHelper, statusLine',
      'notice: it adds plugins or MCP servers: enabledPlugins',
      'notice: it can keep reports from the hub: allowedHttpHookUrls',
    ])
  })

  it('names the calls that the agent runs without a question in later sessions, up to five', () => {
    const allowing = (allow: unknown) => found({ permissions: { allow } })
    expect(allowing(['Bash(npm test *)'])).to.deep.equal([
      'notice: "permissions.allow" runs without a question, in every later session too: Bash(npm test *)',
    ])
    expect(allowing(['a', 'b', 'c', 'd', 'e', 'f'])[0]).to.match(/: a, b, c, d, e and 1 more$/)
    expect(allowing(['Bash(\u001b[2J)'])[0]).not.to.contain('\u001b')
    for (const none of [[], 'x', [7], undefined]) expect(allowing(none)).to.deep.equal([])
  })

  it('reports a text that is not a JSON object, but not an empty one', () => {
    for (const text of ['{broken', '[]', '1', '\0'])
      expect(found(text)).to.deep.equal(['weakens: it is no JSON object'])
    for (const text of ['', ' \n', '{}', '{"env":[],"hooks":1,"disableAllHooks":"yes"}'])
      expect(found(text)).to.deep.equal([])
  })
})
