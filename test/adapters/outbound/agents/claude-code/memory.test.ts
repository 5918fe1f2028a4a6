import * as fc from 'fast-check'
import { memoryJson, readMemory } from '../../../../../adapters/outbound/agents/claude-code/memory.js'

const RULES = {
  type: 'addRules',
  rules: [
    { toolName: 'Bash', ruleContent: 'npm test *' },
    { toolName: 'mcp__a__b' },
    { toolName: 'Read', ruleContent: '(x)(' },
  ],
  behavior: 'allow',
  destination: 'localSettings',
}
const FOLDERS = { type: 'addDirectories', directories: ['/work/shop'], destination: 'session' }
const MODE = { type: 'setMode', mode: 'acceptEdits', destination: 'session' }

describe('what Claude Code offers to store with an allow', () => {
  it('is read as its dialog means it, and written back as it was shown', () => {
    const memory = readMemory([RULES, FOLDERS, MODE])
    expect(memory).to.deep.equal([
      { kind: 'rules', items: ['Bash(npm test *)', 'mcp__a__b', 'Read((x)()'], scope: 'local' },
      { kind: 'folders', items: ['/work/shop'], scope: 'session' },
      { kind: 'mode', items: ['acceptEdits'], scope: 'session' },
    ])
    expect(memoryJson(memory)).to.deep.equal([RULES, FOLDERS, MODE])
    const other = (destination: string) => readMemory([{ ...MODE, destination }]).map(({ scope }) => scope)
    expect([other('projectSettings'), other('userSettings')]).to.deep.equal([['project'], ['user']])
  })

  it('is empty where one part of it is unknown, of another type or too large', () => {
    const broken: ReadonlyArray<unknown> = [
      ...[undefined, null, 'x', {}, [null], [7]],
      [RULES, { ...RULES, behavior: 'deny' }],
      [{ ...RULES, destination: 'elsewhere' }],
      [{ ...RULES, rules: [] }],
      [{ ...RULES, rules: [{ toolName: 'Bash(' }] }],
      [{ ...RULES, rules: [{ toolName: 'Bash', ruleContent: 7 }] }],
      [{ ...RULES, rules: [{ toolName: 'Bash', ruleContent: 'x'.repeat(2_000) }] }],
      [{ ...RULES, rules: Array(51).fill({ toolName: 'Bash' }) }],
      [{ ...FOLDERS, directories: ['../x'] }],
      [{ ...MODE, mode: 'bypassPermissions' }],
      [{ ...MODE, mode: 7 }],
      [{ ...MODE, type: 'removeRules' }],
      Array(21).fill(MODE),
    ]
    expect(broken.map(readMemory)).to.deep.equal(broken.map(() => []))
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readMemory(value)).to.be.an('array')
      }),
    )
  })
})
