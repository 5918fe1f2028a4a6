import { foldersInCycles, PARTS, sourceTexts } from '../../scripts/lib/folders.mjs'
import { root } from '../../scripts/lib/run.mjs'

describe('Folders', () => {
  for (const part of PARTS) {
    it(`of ${part} form an order without cycles`, () => {
      expect(foldersInCycles(sourceTexts(root), part)).to.deep.equal([])
    })
  }

  it('declare each tag of an error or a result once, since unions are told apart by the tag alone', () => {
    const places = new Map()
    for (const [file, text] of sourceTexts(root))
      for (const [, tag] of text.matchAll(/(?:extends|=) Tagged<'(\w+)'/g))
        places.set(tag, [...(places.get(tag) ?? []), file])
    expect([...places].filter(([, files]) => files.length > 1)).to.deep.equal([])
    expect(places.size).to.be.greaterThan(100)
  })

  it('on a cycle over other folders are found', () => {
    const texts = new Map([
      ['domain/a/x.ts', "import { y } from '../b/y.js'"],
      ['domain/b/y.ts', "import type { Z } from '../c/z.js'"],
      ['domain/c/z.tsx', "export * from '../a/x.js'"],
      ['domain/d/w.ts', "import { x } from '../a/x.js'"],
    ])
    expect(foldersInCycles(texts, 'domain')).to.deep.equal(['a', 'b', 'c'])
  })
})
