import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesOfClasses } from '../../scripts/lib/figures.mjs'

const CLIENT = fileURLToPath(new URL('../../adapters/inbound/web/src', import.meta.url))
/** Classes that packages put on their elements. */
const OF_PACKAGES = /^(xterm|u-|uplot)/

const textsOf = (pattern) =>
  new Map(
    readdirSync(CLIENT, { recursive: true })
      .filter((path) => pattern.test(path))
      .map((path) => [path, readFileSync(join(CLIENT, path), 'utf8')]),
  )

describe('the styles of the web client', () => {
  const files = filesOfClasses(textsOf(/\.css$/))

  it('style each class in one sheet', () => {
    expect([...files].filter(([, { length }]) => length > 1)).to.deep.equal([])
  })

  it('style only classes that a component names', () => {
    const named = new Set([...textsOf(/\.tsx?$/).values()].flatMap((text) => text.split(/[^\w-]+/)))
    // The end of such a class is a value: `of-${kind}`.
    const isComposed = (name) => [...name.matchAll(/-/g)].some(({ index }) => named.has(name.slice(0, index + 1)))
    const unused = [...files.keys()].filter((name) => !named.has(name) && !isComposed(name) && !OF_PACKAGES.test(name))
    expect(unused).to.deep.equal([])
  })
})
