import { parsePlan } from '../../../domain/projects/plan.js'
import { readHeading, readItem } from '../../../domain/projects/plan-grammar.js'
import { EXAMPLE } from '../../support/plans.js'

describe('parsePlan', () => {
  it('reads the sections, their items and the text between them', () => {
    expect(parsePlan(EXAMPLE)).to.deep.equal({
      released: {
        version: '1.4.0',
        items: [
          { done: true, text: 'Tag search', meta: { theme: 'search' }, line: 7 },
          { done: true, text: 'Faster start', meta: {}, line: 8 },
        ],
      },
      dev: {
        version: '1.5.0',
        items: [
          { done: true, text: 'Offline queue', meta: { priority: 'p0', theme: 'sync' }, line: 12 },
          { done: false, text: 'Conflict dialog', meta: {}, line: 13 },
        ],
      },
      backlog: [],
      changelog: '### v1.4.0 — 2026-10-02\n\nSearch by tag, and the app starts twice as fast.',
      unknown: [],
      warnings: [],
    })
  })

  it('accepts any line ends and a byte order mark', () => {
    const plan = parsePlan(EXAMPLE)
    for (const end of ['\r\n', '\r']) expect(parsePlan(EXAMPLE.replaceAll('\n', end))).to.deep.equal(plan)
    expect(parsePlan('\uFEFF## Released: v1\n- [ ] a').released).to.deep.equal({
      version: '1',
      items: [{ done: false, text: 'a', meta: {}, line: 2 }],
    })
  })

  it('ignores headings and items in code and comments', () => {
    const hidden = ['```md\n## Released: v9\n- [ ] no\n```', '~~~\n## Changelog\n```\n~~~~', '<!-- a\n## Backlog\n-->']
    const text = `${hidden.join('\n')}\n## In Development: v1\n${hidden.join('\n')}\n- [ ] yes\n<!-- ## Released: v9 -->\n`
    const { released, dev, backlog, changelog } = parsePlan(text)
    expect([released.version, dev.items.map(({ text: item }) => item), backlog, changelog]).to.deep.equal([
      null,
      ['yes'],
      [],
      '',
    ])
  })

  it('reads an unclosed block as code to the end, and a mark followed by a backtick as text', () => {
    expect(parsePlan('```\n## Released: v1').released.version).to.equal(null)
    expect(parsePlan('``` a`b\n## Released: v1').released.version).to.equal('1')
    expect(parsePlan('- [ ] explains <!--\n## Released: v1').released.version).to.equal('1')
  })

  it('uses the first of two equal sections, and warns', () => {
    const text =
      '## Released: v1\n- [x] a\n## Released: v2\n- [x] b\n## Changelog\none\n## Changelog\ntwo\n## Changelog\n'
    const { released, changelog, warnings } = parsePlan(text)
    expect([released.version, released.items.map(({ text: item }) => item), changelog, warnings]).to.deep.equal([
      '1',
      ['a'],
      'one',
      ['duplicate-section:released', 'duplicate-section:changelog'],
    ])
  })

  it('ignores indented lines, deeper headings, prose, and items of other sections', () => {
    const text =
      '- [ ] 0\n## In Development: 1\n### Released: v9\n  - [ ] 1\nprose\n- [y] 2\n-[X]3\n## Notes\n- [ ] 4\n'
    const { dev, unknown } = parsePlan(text)
    expect([dev.items, unknown]).to.deep.equal([[{ done: true, text: '3', meta: {}, line: 7 }], ['Notes']])
  })

  it('is fast for any text', () => {
    const long = 500_000
    const texts = [
      `## ${' '.repeat(long)}x`,
      `## a${' '.repeat(long)}b`,
      `- [ ] a${' '.repeat(long)}b`,
      `- [ ] ${'{'.repeat(long)}}`,
      '`'.repeat(long),
      `## Released${' '.repeat(long)}`,
      '- [ ] a\n'.repeat(20_000),
    ]
    for (const text of texts) parsePlan(`## Backlog\n${text}`)
  })
})

describe('readHeading', () => {
  it('reads each form in any case and with any blanks', () => {
    const read = (...lines: string[]) => lines.map(readHeading)
    const released = { kind: 'released', version: '1.0-rc.1' }
    const dev = { kind: 'dev', version: '2' }
    expect(read('## Released: v1.0-rc.1', '##  RELEASED\t:1.0-rc.1 ', '## released:V1.0-rc.1\t')).to.deep.equal([
      released,
      released,
      released,
    ])
    expect(read('## In Development: v2', '##\tin \t development:2', '## In Entwicklung: v2')).to.deep.equal([
      dev,
      dev,
      dev,
    ])
    expect(read('## Backlog', '## backlog/idea', '## Backlog / Ideas', '## Backlog/ Ideen ')).to.deep.equal(
      Array(4).fill({ kind: 'backlog' }),
    )
    expect(read('## Changelog ')).to.deep.equal([{ kind: 'changelog' }])
  })

  it('reads other headings of the second level unchanged', () => {
    const other = ['## Released', '## Released: v1 now', '## Backlog / Other', '## Changelog 2', '## In Development']
    expect(other.map(readHeading)).to.deep.equal(other.map((line) => ({ kind: 'other', text: line.slice(3) })))
    expect(['##', '## ', '##x', '# a', '### a', ' ## a', 'a'].map(readHeading)).to.deep.equal(Array(7).fill(null))
  })
})

describe('readItem', () => {
  const read = (line: string) => {
    const item = readItem(line)
    return item === null ? null : [item.text, item.meta]
  }

  it('splits metadata at commas, each at its first colon', () => {
    expect([
      read('- [ ] a {priority: p0, theme: a:b , x:, :y, z}'),
      read('- [ ] a {}'),
      read('- [ ] a{b: c}'),
      read('- [ ] a {b: {c}}'),
      read('- [ ] {a: b}'),
      read('- [ ] a {b: c} d'),
    ]).to.deep.equal([
      ['a', { priority: 'p0', theme: 'a:b', x: '' }],
      ['a', {}],
      ['a', { b: 'c' }],
      ['a {b: {c}}', {}],
      ['{a: b}', {}],
      ['a {b: c} d', {}],
    ])
  })

  it('reads escaped braces as braces', () => {
    expect([read('- [ ] Use \\{x\\}'), read('- [ ] Use \\{x} {a: b}')]).to.deep.equal([
      ['Use {x}', {}],
      ['Use {x}', { a: 'b' }],
    ])
  })

  it('reads a key that objects inherit as a key', () => {
    const { meta } = readItem('- [ ] a {__proto__: x, constructor: y}') ?? expect.fail('no item')
    expect(Object.entries(meta)).to.deep.equal([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
  })
})
