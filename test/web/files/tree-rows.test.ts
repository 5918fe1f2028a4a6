import {
  findByLetters,
  markOf,
  marksFrom,
  stepRow,
  treeRows,
  type Folder,
  type TreeRow,
  type TreeShape,
} from '../../../adapters/inbound/web/src/files/tree-rows.js'
import type { FileEntry } from '../../../adapters/inbound/web/src/files/listing.js'

const entry = (name: string, type: FileEntry['type'] = 'file'): FileEntry => ({ name, type, size: 1, ignored: false })
const folder = (...entries: ReadonlyArray<FileEntry>): Folder => ({ entries, hasFailed: false })

const shape = (part: Partial<TreeShape> = {}): TreeShape => ({
  folders: new Map([
    ['', folder(entry('docs', 'dir'), entry('src', 'dir'), entry('zebra.txt'))],
    ['src', folder(entry('deep', 'dir'), entry('a.ts'))],
    ['src/deep', folder()],
  ]),
  open: new Set(['src']),
  making: null,
  ...part,
})

const written = (rows: ReadonlyArray<TreeRow>): ReadonlyArray<string> =>
  rows.map((row) => {
    const indent = '  '.repeat(row.level - 1)
    if (row.kind === 'entry') return `${indent}${row.entry.name}${row.isOpen ? ' v' : ''}`
    return `${indent}(${row.kind === 'new' ? `new ${row.type}` : row.note})`
  })

describe('file tree rows', () => {
  it('contain the entries of open folders by level', () => {
    expect(written(treeRows(shape()))).to.deep.equal(['docs', 'src v', '  deep', '  a.ts', 'zebra.txt'])
  })

  it('contain notes for loading, empty and unreadable folders', () => {
    const folders = new Map(shape().folders).set('docs', { entries: null, hasFailed: true })
    const open = new Set(['docs', 'src', 'src/deep'])
    expect(written(treeRows(shape({ folders, open })))).to.deep.equal([
      'docs v',
      '  (failed)',
      'src v',
      '  deep v',
      '    (empty)',
      '  a.ts',
      'zebra.txt',
    ])
    expect(written(treeRows(shape({ folders: new Map() })))).to.deep.equal(['(reading)'])
  })

  it('contain a field for a new entry at the top of its folder', () => {
    const rows = treeRows(shape({ making: { parent: 'src', type: 'file' } }))
    expect(written(rows).slice(1, 3)).to.deep.equal(['src v', '  (new file)'])
  })

  it('step from entry to entry', () => {
    const rows = treeRows(shape({ making: { parent: 'src', type: 'file' } }))
    expect(stepRow(rows, 1, 1)).to.equal(3)
    expect(stepRow(rows, 0, -1)).to.equal(0)
    expect(stepRow(rows, -1, 1)).to.equal(0)
    expect(stepRow(rows, rows.length - 1, 1)).to.equal(rows.length - 1)
  })

  it('find an entry by the first letters of its name, from the current row on', () => {
    const rows = treeRows(shape())
    expect(findByLetters(rows, 0, 'd')).to.equal(2)
    expect(findByLetters(rows, 2, 'd')).to.equal(0)
    expect(findByLetters(rows, 0, 'ZEB')).to.equal(4)
    expect(findByLetters(rows, 3, 'q')).to.equal(3)
  })
})

describe('git marks', () => {
  const marks = marksFrom({ 'src/a.ts': 'modified', 'new/': 'untracked', 'docs/x/y.md': 'staged' })

  it('mark changed files and the folders that contain them', () => {
    expect(markOf(marks, 'src/a.ts')).to.equal('modified')
    expect(markOf(marks, 'src')).to.equal('within')
    expect(markOf(marks, 'docs')).to.equal('within')
    expect(markOf(marks, 'docs/x/y.md')).to.equal('staged')
    expect(markOf(marks, 'src/b.ts')).to.equal(null)
  })

  it('mark everything in an untracked folder', () => {
    expect(markOf(marks, 'new')).to.equal('untracked')
    expect(markOf(marks, 'new/deep/file')).to.equal('untracked')
    expect(markOf(marks, 'newer')).to.equal(null)
  })
})
