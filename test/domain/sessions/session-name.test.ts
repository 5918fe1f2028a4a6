import { expect } from 'chai'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { invalidSessionName } from '../../../domain/sessions/errors.js'
import { parseBaseName, parseSessionName } from '../../../domain/sessions/session-name.js'

const wordLike = fc.stringMatching(/^[\w\- .]{1,61}$/)

describe('SessionName', () => {
  it('takes letters, digits, underscore, dash and space, up to 64 of them', () => {
    for (const name of ['a', 'cc-web shop_2', 'x'.repeat(64)])
      expect(parseSessionName(name)).to.deep.equal(E.right(name))
  })

  it('turns dots into underscores, as the host does', () => {
    expect(parseSessionName('cc-v1.2')).to.deep.equal(E.right('cc-v1_2'))
  })

  it('refuses what a host would change, take as a target, or not keep', () => {
    for (const raw of ['', 'a:b', 'a=b', '$1', 'größe', 'a\nb', 'a\n', '🚀', 'x'.repeat(65), '../a', 'a;b', '#(id)'])
      expect(parseSessionName(raw), raw).to.deep.equal(E.left(invalidSessionName(raw)))
  })

  it('never lets a parsed name change on a second parse', () => {
    fc.assert(
      fc.property(wordLike, (raw) => {
        const once = parseSessionName(raw)
        expect(E.isRight(once) && parseSessionName(once.right)).to.deep.equal(once)
      }),
    )
  })
})

describe('a base name with a prefix', () => {
  it('gets the prefix once, whether it was typed or not', () => {
    fc.assert(
      fc.property(wordLike, (base) => {
        const full = parseBaseName('cc-', base)
        if (!base.startsWith('cc-')) expect(parseBaseName('cc-', `cc-${base}`)).to.deep.equal(full)
        expect(E.isRight(full) && full.right.startsWith('cc-')).to.equal(true)
      }),
    )
  })

  it('counts the prefix towards the 64 characters, so that nothing becomes unreachable', () => {
    expect(E.isRight(parseBaseName('cc-', 'x'.repeat(61)))).to.equal(true)
    expect(E.isRight(parseBaseName('cc-', 'x'.repeat(62)))).to.equal(false)
  })

  it('is refused when nothing but the prefix was typed', () => {
    expect([parseBaseName('cc-', 'cc-'), parseBaseName('cc-', '')].map(E.isRight)).to.deep.equal([false, false])
  })
})
