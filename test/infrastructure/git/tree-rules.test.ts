import fc from 'fast-check'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isOfTools } from '../../../domain/files/listing.js'
import { readRules } from '../../../infrastructure/git/ignore-rules.js'
import { treeRules } from '../../../infrastructure/git/tree-rules.js'
import { scratchFolder } from '../../support/scratch-folder.js'

const anyOf = (characters: string): fc.Arbitrary<string> => fc.constantFrom(...characters.split(/(?=.)/))

describe('ignore rules of a watched tree', () => {
  const scratch = scratchFolder()

  async function rulesOf(lists: Readonly<Record<string, string>>) {
    const rules = await treeRules(scratch(), isOfTools)
    for (const [folder, text] of Object.entries(lists)) {
      await mkdir(join(scratch(), folder), { recursive: true })
      await writeFile(join(scratch(), folder, '.gitignore'), text)
      await rules.read(folder, true)
    }
    return rules
  }

  it('asks the lists above a folder about the folder itself, never its own', async () => {
    const rules = await rulesOf({ x: '*\n', 'x/y': '/\ny\n', '': 'x/z\n' })
    expect(rules.isIgnored('x', 'folder')).to.equal(false)
    expect(rules.isIgnored('x', 'unknown')).to.equal(false)
    expect(rules.isIgnored('x/y', 'folder')).to.equal(true)
    expect(rules.isIgnored('x/z', 'folder')).to.equal(true)
  })

  it('leaves out folders alone by a rule that ends in a slash', async () => {
    const rules = await rulesOf({ '': 'out/\n', src: 'gen/\n' })
    expect(['file', 'folder', 'unknown'].map((kind) => rules.isIgnored('out', kind as 'file'))).to.deep.equal([
      false,
      true,
      true,
    ])
    expect(rules.isIgnored('src/gen', 'folder')).to.equal(true)
    expect(rules.isIgnored('src/gen', 'file')).to.equal(false)
  })

  it('never leaves out the root', async () => {
    const rules = await rulesOf({ '': '*\n/\n' })
    for (const kind of ['file', 'folder', 'unknown'] as const) expect(rules.isIgnored('', kind)).to.equal(false)
  })

  it('answers for any rules and any path', () => {
    const ruleText = fc.string({ unit: anyOf('ab*?[]!\\^-/ {}()|+$.#0'), maxLength: 8 })
    const name = fc
      .string({ unit: anyOf('ab.[]^-! \\*{}'), minLength: 1, maxLength: 6 })
      .filter((text) => text !== '.' && text !== '..')
    const path = fc.tuple(fc.array(name, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '/'))
    fc.assert(
      fc.property(fc.array(ruleText, { maxLength: 4 }), path, (list, [names, end]) => {
        expect([undefined, null, 'ignored', 'kept']).to.include(readRules(list.join('\n'))?.(names.join('/') + end))
      }),
      { numRuns: 2_000 },
    )
  })
})
