import { sourceTexts } from '../../scripts/lib/folders.mjs'
import { root } from '../../scripts/lib/run.mjs'

const TABLE = 'composition/config/variables.ts'
/** Read by the packages of OpenTelemetry from the environment. */
const OF_PACKAGES = ['collectorHeaders']

describe('Variables of the hub', () => {
  const texts = sourceTexts(root)
  const table = /OF_HUB = \{\n(.*?)\n\}/su.exec(texts.get(TABLE))?.[1] ?? ''
  const names = [...table.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name)
  const readers = [...texts].flatMap(([file, text]) =>
    file.startsWith('composition/') && file !== TABLE ? [text] : [],
  )

  it('are all read: one that nothing reads would be shown and do nothing', () => {
    const isRead = (name) => readers.some((text) => new RegExp(`\\b${name}\\b`).test(text))
    expect(names.filter((name) => !isRead(name))).to.deep.equal(OF_PACKAGES)
    expect(names.length).to.be.greaterThan(20)
  })
})
