import { expect } from 'chai'
import { weaknessesIn } from '../../../../../adapters/outbound/agents/claude-code/gate-weaknesses.js'

const found = (settings: unknown): ReadonlyArray<string> =>
  weaknessesIn('f', typeof settings === 'string' ? settings : JSON.stringify(settings)).map(
    ({ severity, what }) => `${severity}: ${what}`,
  )

describe('weaknessesIn', () => {
  it('reports settings that disable hooks or change the session that they report for', () => {
    expect(found({ disableAllHooks: true })).to.deep.equal(['weakens: "disableAllHooks" is true: no hook runs'])
    expect(found({ env: { PENATES_TOKEN: '', PENATES_SESSION: 'x', PATH: '/bin', BASH_ENV: '/evil' } })).to.deep.equal([
      'weakens: "env" sets PENATES_TOKEN for hooks',
      'weakens: "env" sets PENATES_SESSION for hooks',
      'weakens: "env" sets BASH_ENV for hooks',
    ])
    // With it the session's own reports would count as those of an agent in the background.
    expect(found({ env: { CLAUDE_JOB_DIR: '/x' } })).to.deep.equal(['weakens: "env" sets CLAUDE_JOB_DIR for hooks'])
    expect(found({ allowManagedHooksOnly: true })).to.have.length(1)
  })

  it('reports other hooks that decide about tools, but not those of the hub or of other events', () => {
    const other = { matcher: '', hooks: [{ type: 'command', command: 'lint' }] }
    expect(found({ hooks: { PreToolUse: [other] } })).to.have.length(1)
    expect(found({ hooks: { PermissionRequest: [other] } })[0]).to.match(/^notice: /)
    expect(found({ hooks: { PreToolUse: [{ ...other, _owner: 'penates' }], Stop: [other] } })).to.deep.equal([])
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
