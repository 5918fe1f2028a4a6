import fc from 'fast-check'
import { plainText } from '../../../domain/timeline/plain-text.js'

describe('plain text of an answer', () => {
  it('is one line without headings, lists, quotes, rules, fences, links and emphasis', () => {
    expect(
      plainText(
        '## Done\n\n- **fixed** the `cart`\n- [x] see [the docs](https://example.com/a_b)\n\n> *quoted* and __bold__\n\n---\n\n```ts\nconst a = 1\n```\n1. ~~old~~',
      ),
    ).to.equal('Done fixed the cart see the docs quoted and bold const a = 1 1. old')
    expect(plainText('| a | b |\n| --- | --- |\n| 1 | 2 |')).to.equal('a | b 1 | 2')
  })

  it('leaves words with such signs as they are', () => {
    for (const text of ['a_b_c and 2 * 3 * 4', '*.ts and **/*.md', 'snake_case', '#hash', '5 > 3', '-1', 'a*', '[x'])
      expect(plainText(text)).to.equal(text)
  })

  it('takes any text, however hostile and long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => plainText(text).length <= text.length),
    )
    const hostile = ['*', '_', '`', '[', '![](', '|', '>', '- ', '~~', '**a'].map((sign) => sign.repeat(100_000))
    for (const text of hostile) expect(plainText(text).length).to.be.at.most(600)
  })
})
