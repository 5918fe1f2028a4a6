import { fastTimers, importLines, styledClasses } from '../../scripts/lib/figures.mjs'
import { arrowsUp, floorsOf } from '../../scripts/lib/folders.mjs'

describe('the figures of the structure', () => {
  const texts = new Map([
    ['part/main.ts', "import { x } from './a/x.js'"],
    ['part/shared.ts', "import type { Y } from './b/y.js'"],
    ['part/a/x.ts', "import { y } from '../b/y.js'\nimport { shared } from '../shared.js'"],
    ['part/a/w.ts', "import { shared } from '../shared.js'"],
    ['part/b/y.ts', ''],
    ['other/a.ts', "import '../part/shared.js'"],
  ])

  it('take the longest chain of imports between folders and files as floors', () => {
    expect(floorsOf(texts, 'part')).to.equal(4)
    expect(floorsOf(texts, 'none')).to.equal(0)
  })

  it('take a subfolder and a file beside it that it imports as one arrow up', () => {
    expect(arrowsUp(texts, 'part')).to.deep.equal(['a > shared.ts'])
  })

  it('count all lines of imports and re-exports, and no other exports', () => {
    const text = `import a from 'a'
import {
  b,
  type C,
} from './b.js'
import './c.css'
export * from './d.js'
export const from = 'e'
export function f() {
  return 'from'
}
`
    expect(importLines(text)).to.equal(7)
  })

  it('count timers by the constants that are their periods', () => {
    const text = `const FAST_MS = 1_500
const SLOW_MS = 60_000
const EDGE_MS = 5_000
clock.every(FAST_MS, look)
clock.every(SLOW_MS, look)
clock.every(EDGE_MS, look)
return pollingJob('watch', clock, FAST_MS, look)
clock.after(FAST_MS, once)
await pause(200)
`
    expect(fastTimers(text)).to.deep.equal([1_500, 1_500, 200])
  })

  it('take the first class of the last compound of a selector as styled', () => {
    const css = `/* .comment { */
.page .row.open > .name:not(.dim, .x:hover)::after,
.row.chosen { color: var(--x) }
@media (width > 1.5px) { .inside { top: 0.5em } .inside button { left: 0 } }
.list :is(.first, .last:is(:hover, .x .open)):focus, .text :is(h1, h2) { top: 0 }
`
    expect([...styledClasses(css)]).to.deep.equal(['name', 'row', 'inside', 'first', 'last', 'open'])
  })
})
