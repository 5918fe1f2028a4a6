import { plainSnippet } from '../../../adapters/inbound/web/src/conversations/plain-snippet.js'

/** Snippet in which «» stand around what was found. */
function snippet(text: string, tool: string | null = null): string {
  const matches = [...text.matchAll(/«(.+?)»/g)].map(({ index, 1: word = '' }, at) => {
    const start = index - 2 * at
    return { start, end: start + word.length }
  })
  const plain = plainSnippet({ text: text.replaceAll(/[«»]/g, ''), matches, tool })
  return plain.matches.reduceRight(
    (shown, { start, end }) => `${shown.slice(0, start)}«${shown.slice(start, end)}»${shown.slice(end)}`,
    plain.text,
  )
}

describe('text of a search result', () => {
  it('has no marks of Markdown, and what was found stays marked', () => {
    for (const [text, plain] of [
      [
        'Orders go into a **«queue»** first: 1. `openQueue("orders")`',
        'Orders go into a «queue» first: 1. openQueue("orders")',
      ],
      ['## Next ### «Steps» (**soon**), ~~never~~', 'Next «Steps» (soon), never'],
      ['See [the «plan»](docs/plan.md) and ![a sketch](x.png).', 'See the «plan» and a sketch.'],
      ['cut at the end** and **«at» the start', 'cut at the end and «at» the start'],
      ['**«Done.»** `a` **`«b»`** c', '«Done.» a «b» c'],
      ['«**queue**» and a **long «phrase** with» marks', '«queue» and a long «phrase with» marks'],
    ] as const)
      expect(snippet(text)).to.equal(plain)
  })

  it('keeps signs that only look like marks', () => {
    for (const text of [
      '2**«8» = 256',
      'src/**/*.ts and **/«x»',
      'a * b, #12, C# and «x» # y',
      'f(a)[«0»]',
      '__«init»__.py',
    ])
      expect(snippet(text)).to.equal(text)
  })

  it('shows the input of a tool as it is, and marks nothing inside of an address', () => {
    expect(snippet('echo `«date»` **', 'Bash')).to.equal('echo `«date»` **')
    expect(snippet('[here](https://«plan».example) «then»')).to.equal('here «then»')
  })
})
