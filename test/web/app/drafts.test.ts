import { areEntries, draftShelf, hasShapeOf, isText } from '../../../adapters/inbound/web/src/app/draft-shelf.js'
import { scriptOf } from '../../../adapters/inbound/web/src/app/new-version.js'

describe('draft shelf', () => {
  const kept = new Map<string, string>()
  const drafts = draftShelf(
    {
      read: (key) => kept.get(key) ?? null,
      write: (key, value) => {
        if (value === null) kept.delete(key)
        else kept.set(key, value)
      },
    },
    () => [...kept.keys()],
  )
  beforeEach(() => {
    kept.clear()
  })

  it('returns drafts unchanged until they are removed', () => {
    drafts.write('notes', 'typed')
    expect([drafts.read('notes', isText), drafts.has('notes'), drafts.hasAny()]).to.deep.equal(['typed', true, true])
    drafts.write('notes', null)
    expect([drafts.read('notes', isText), drafts.has('notes'), drafts.hasAny()]).to.deep.equal([null, false, false])
  })

  it('ignores drafts of another shape than the form needs', () => {
    const isName = hasShapeOf({ folder: '', name: null })
    for (const wrong of [null, 1, 'text', [], {}, { folder: 1, name: null }, { folder: '', name: 2 }]) {
      drafts.write('form', wrong ?? 'null')
      expect(drafts.read('form', isName), JSON.stringify(wrong)).to.equal(null)
    }
    kept.set('penates_draft_form', '{"folder":')
    expect(drafts.read('form', isName)).to.equal(null)
    drafts.write('form', { folder: '/a', name: 'b' })
    expect(drafts.read('form', isName)).to.deep.equal({ folder: '/a', name: 'b' })
    const isList = hasShapeOf({ events: ['a'] })
    expect([[], ['b'], null, {}, [1]].map((events) => isList({ events }))).to.deep.equal([
      true,
      true,
      false,
      false,
      false,
    ])
    expect(areEntries(isText)([['a', 'b']])).to.equal(true)
    expect([areEntries(isText)([['a', 1]]), areEntries(isText)([['a']]), areEntries(isText)({})]).to.deep.equal([
      false,
      false,
      false,
    ])
  })

  it('clears drafts and keeps other entries of the tab', () => {
    kept.set('penates_reloaded_at', '1')
    drafts.write('notes', 'typed')
    drafts.clear()
    expect([...kept]).to.deep.equal([['penates_reloaded_at', '1']])
  })
})

describe('scriptOf', () => {
  it('returns the path of the module script, or null', () => {
    expect(scriptOf('<head><script type="module" crossorigin src="/assets/index-Bx12.js"></script>')).to.equal(
      '/assets/index-Bx12.js',
    )
    expect(scriptOf('<html><script src="/theme.js"></script>')).to.equal(null)
  })
})
