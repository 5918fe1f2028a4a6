import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generatedDocs } from '../../scripts/docs.mjs'
import { root } from '../../scripts/lib/run.mjs'

describe('the generated parts of the documentation', () => {
  it('are those that `npm run docs` writes', async () => {
    for (const { path, text } of await generatedDocs())
      expect(await readFile(join(root, path), 'utf8'), path).to.equal(text)
  })
})
