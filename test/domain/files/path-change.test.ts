import fc from 'fast-check'
import { condense, mergeChanges, parentOf, type PathChange } from '../../../domain/files/path-change.js'

const change = (path: string, type: PathChange['type'] = 'change', isDeep = false): PathChange => ({
  type,
  path,
  isDeep,
})
const aPath = fc
  .array(fc.constantFrom('a', 'b', 'c', 'größe', '…'), { minLength: 1, maxLength: 5 })
  .map((segments) => segments.join('/'))

describe('changes of paths', () => {
  it('of one path are merged into the most significant one', () => {
    expect(mergeChanges(change('a', 'rename'), change('a'))).to.deep.equal(change('a', 'rename'))
    expect(mergeChanges(change('a'), change('a', 'rename'))).to.deep.equal(change('a', 'rename'))
    expect(mergeChanges(change('a', 'change', true), change('a'))).to.deep.equal(change('a', 'change', true))
  })

  it('stay as they are while they are few', () => {
    const few = [change('a/b'), change('c')]
    expect(condense(few, 2)).to.equal(few)
  })

  it('in one folder are merged into that folder when there are many', () => {
    expect(condense([change('a/b'), change('a/c'), change('d/e')], 2)).to.deep.equal([
      change('a', 'rename', true),
      change('d', 'rename', true),
    ])
  })

  it('are limited in number, and each is covered by a reported path', () => {
    fc.assert(
      fc.property(fc.uniqueArray(aPath, { maxLength: 40 }), fc.integer({ min: 1, max: 20 }), (paths, max) => {
        const told = condense(
          paths.map((path) => change(path)),
          max,
        )
        expect(told.length).to.be.at.most(max)
        for (const path of paths)
          expect(
            told.some(
              (one) => one.path === path || (one.isDeep && (one.path === '' || path.startsWith(`${one.path}/`))),
            ),
          ).to.equal(true)
      }),
    )
  })

  it('lie in a folder: the root, for those without a slash', () => {
    expect(['a/b/c', 'a/b', 'a', ''].map(parentOf)).to.deep.equal(['a/b', 'a', '', ''])
  })
})
