import { diffFile, keepSame, sumsOf, type DiffFile } from '../../../adapters/inbound/web/src/diff/diff-file.js'
import { diffState, placesOf } from '../../../adapters/inbound/web/src/diff/diff-state.js'

const PATCH = `diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,3 +1,3 @@\n-a\n+A\n b\n-c\n+C\n`

const aFile = (path: string, given: Partial<DiffFile> = {}): DiffFile => ({
  ...diffFile(
    {
      path,
      status: 'M',
      additions: 2,
      deletions: 2,
      binary: false,
      oversize: false,
      deferred: false,
      diff: PATCH,
      digest: 'd',
    },
    'unstaged',
  ),
  ...given,
})

describe('diff files', () => {
  it('keep the same objects while nothing changed', () => {
    const before = [aFile('a'), aFile('b'), aFile('c', { deferred: true, diff: null })]
    const after = [
      aFile('a'),
      aFile('b', { diff: `${PATCH} ` }),
      aFile('c', { deferred: true, diff: null }),
      aFile('d'),
    ]
    const kept = keepSame(before, after)
    expect(kept.map((file, index) => file === before[index])).to.deep.equal([true, false, false, false])
    expect(kept.map(({ path }) => path)).to.deep.equal(['a', 'b', 'c', 'd'])
  })

  it('have a key per group, and sums of their lines', () => {
    expect(aFile('a').key).to.equal('unstaged:a')
    expect(sumsOf([aFile('a'), aFile('b')])).to.deep.equal({ additions: 4, deletions: 4 })
  })
})

describe('diff navigation', () => {
  it('stops at every change, and once at a file without visible changes', () => {
    const files = [aFile('a'), aFile('b', { diff: null, binary: true }), aFile('c')]
    const places = placesOf(files, (key) => key === 'unstaged:c')
    expect(places.map(({ key, change }) => `${key} ${change ?? '-'}`)).to.deep.equal([
      'unstaged:a 0',
      'unstaged:a 1',
      'unstaged:b -',
      'unstaged:c -',
    ])
  })

  it('draws more files when it goes beyond the drawn ones', () => {
    const state = diffState()
    state.setFiles(Array.from({ length: 250 }, (_, index) => aFile(`file ${index}`)))
    expect(state.limit.value).to.equal(100)
    state.goTo({ key: 'unstaged:file 149', change: 0 })
    expect([state.limit.value, state.current.value?.visit]).to.deep.equal([200, 1])
    state.foldAll(true)
    expect(state.isFolded('unstaged:file 249')).to.equal(true)
    state.fold('unstaged:file 249', false)
    expect(state.isFolded('unstaged:file 249')).to.equal(false)
  })
})
