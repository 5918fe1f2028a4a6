import fc from 'fast-check'
import { toolUse } from '../../../adapters/inbound/web/src/approvals/tool-use.js'

const CWD = '/home/ada/shop'

describe('a tool call as it is shown', () => {
  it('is a command with its other fields', () => {
    expect(toolUse('Bash', { command: 'npm test', description: 'Runs the tests' }, CWD)).to.deep.equal({
      verb: 'run',
      object: null,
      path: null,
      command: 'npm test',
      changes: [],
      isOutside: false,
      rest: { description: 'Runs the tests' },
    })
  })

  it('is a change of a file, named from the folder of the agent', () => {
    const { verb, object, changes, rest } = toolUse(
      'Edit',
      { file_path: `${CWD}/src/cart.ts`, old_string: 'a', new_string: 'b', replace_all: true },
      CWD,
    )
    expect([verb, object, changes]).to.deep.equal(['edit', 'src/cart.ts', [{ before: 'a', after: 'b' }]])
    expect(rest).to.deep.equal({ replace_all: true })
    const edits = [
      { old_string: 'a', new_string: 'b' },
      { old_string: 'c', new_string: '' },
    ]
    expect(toolUse('MultiEdit', { file_path: 'x', edits }, CWD).changes).to.deep.equal([
      { before: 'a', after: 'b' },
      { before: 'c', after: '' },
    ])
    expect(toolUse('Write', { file_path: '/etc/hosts', content: 'x' }, CWD)).to.deep.include({
      verb: 'write',
      object: '/etc/hosts',
      changes: [{ before: '', after: 'x' }],
      isOutside: true,
      rest: {},
    })
  })

  it('is a file that is read or a folder that is searched, with the whole path and the other fields', () => {
    expect(toolUse('Read', { file_path: `${CWD}/a.png`, offset: 3 }, CWD)).to.deep.include({
      verb: 'read',
      object: 'a.png',
      path: `${CWD}/a.png`,
      isOutside: false,
      rest: { offset: 3 },
    })
    expect(toolUse('NotebookRead', { notebook_path: '/n.ipynb' }, CWD)).to.deep.include({
      object: '/n.ipynb',
      rest: {},
    })
    expect(toolUse('LS', { path: `${CWD}/src` }, CWD)).to.deep.include({ verb: 'list', object: 'src', rest: {} })
    expect(toolUse('Grep', { pattern: 'x', path: '/etc' }, CWD)).to.deep.include({
      verb: 'findIn',
      object: '/etc',
      isOutside: true,
      rest: { pattern: 'x' },
    })
    expect(toolUse('Glob', { pattern: '*.ts' }, CWD)).to.deep.include({ verb: 'find', object: null, path: null })
  })

  it('is a host to fetch from, with the whole address', () => {
    const url = 'https://docs.example:8443/a?b#c'
    expect(toolUse('WebFetch', { url, prompt: 'p' }, CWD)).to.deep.include({
      verb: 'fetch',
      object: 'docs.example:8443',
      rest: { url, prompt: 'p' },
    })
  })

  it('is its fields where the tool is not known, or the input has another shape', () => {
    const odd: ReadonlyArray<readonly [string, Record<string, unknown>]> = [
      ['mcp__db__query', { sql: 'drop' }],
      ['Bash', { command: ['ls'] }],
      ['Edit', { file_path: 'x', old_string: 'a' }],
      ['MultiEdit', { file_path: 'x', edits: [{ old_string: 'a', new_string: 'b', hidden: 'c' }] }],
      ['MultiEdit', { file_path: 'x', edits: 'all' }],
      ['Write', { content: 'x' }],
      ['WebFetch', { url: 'no address' }],
    ]
    for (const [tool, input] of odd)
      expect(toolUse(tool, input, CWD), tool).to.deep.include({ verb: 'use', object: tool, changes: [], rest: input })
  })

  it('never hides a field: each is the command, in a change, the object, or in the rest', () => {
    const tool = fc.constantFrom(
      'Bash',
      'Edit',
      'MultiEdit',
      'Write',
      'Read',
      'Grep',
      'Glob',
      'LS',
      'NotebookRead',
      'WebFetch',
      'WebSearch',
      'constructor',
      'Task',
    )
    const key = fc.oneof(
      fc.constantFrom(
        'command',
        'file_path',
        'notebook_path',
        'path',
        'pattern',
        'old_string',
        'new_string',
        'edits',
        'content',
        'url',
        'query',
      ),
      fc.string(),
    )
    const edit = fc.dictionary(fc.constantFrom('old_string', 'new_string', 'more'), fc.string())
    fc.assert(
      fc.property(tool, fc.dictionary(key, fc.oneof(fc.string(), fc.integer(), fc.array(edit))), (name, input) => {
        const { object, path, command, changes, rest } = toolUse(name, input, CWD)
        const shown = JSON.stringify([object, path, command, changes, Object.values(rest)])
        const texts = (value: unknown): ReadonlyArray<string> =>
          typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [JSON.stringify(value)]
        for (const value of Object.values(input).flatMap(texts)) {
          expect(shown.includes(value), value).to.equal(true)
        }
      }),
    )
  })
})
