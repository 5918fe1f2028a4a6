import { expect } from 'chai'
import { foldersInCycles, PARTS, sourceTexts } from '../../scripts/lib/folders.mjs'
import { root } from '../../scripts/lib/run.mjs'

describe('Folders', () => {
  for (const part of PARTS) {
    it(`of ${part} form an order without cycles`, () => {
      expect(foldersInCycles(sourceTexts(root), part)).to.deep.equal([])
    })
  }

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
