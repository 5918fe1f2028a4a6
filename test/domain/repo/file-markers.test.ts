import { fileMarks } from '../../../domain/repo/file-markers.js'
import type { RepoStatus, StatusEntry } from '../../../domain/repo/work-tree.js'

const ENTRIES: ReadonlyArray<StatusEntry> = [
  { path: 'app/both', index: 'M', workTree: 'M' },
  { path: 'app/conflict', index: null, workTree: 'U' },
  { path: 'app/deep/new/', index: null, workTree: '?' },
  { path: 'app/gone', index: null, workTree: 'D' },
  { path: 'app/new', index: null, workTree: '?' },
  { path: 'apple', index: 'A', workTree: null },
  { path: 'docs/', index: null, workTree: '?' },
]
const marks = (prefix: string) => {
  const status: RepoStatus = {
    root: '/w',
    prefix,
    head: { branch: 'main', ahead: null, behind: null },
    entries: ENTRIES,
  }
  return fileMarks(status).map(({ path, marker, isFolder }) => `${marker} ${path}${isFolder ? ' (folder)' : ''}`)
}

describe('fileMarks', () => {
  it('reports every path from the top of the repository; staged wins over modified', () => {
    expect(marks('')).to.deep.equal([
      'staged app/both',
      'modified app/conflict',
      'untracked app/deep/new/ (folder)',
      'modified app/gone',
      'untracked app/new',
      'staged apple',
      'untracked docs/ (folder)',
    ])
  })

  it('reports paths below a folder relative to it, and no others', () => {
    expect(marks('app/deep/')).to.deep.equal(['untracked new/ (folder)'])
    expect(marks('other/')).to.deep.equal([])
  })

  it('marks the folder itself when all of it is untracked', () => {
    expect(marks('docs/')).to.deep.equal(['untracked ./ (folder)'])
    expect(marks('docs/below/')).to.deep.equal(['untracked ./ (folder)'])
  })
})
