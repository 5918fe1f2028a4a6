import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { invalidSessionName } from '../../../domain/sessions/errors.js'
import { parseBaseName, parseSessionName } from '../../../domain/sessions/session-name.js'

const wordLike = fc.stringMatching(/^[\w\- .]{1,61}$/)

describe('SessionName', () => {
  it('accepts up to 64 letters, digits, underscores, dashes and spaces', () => {
    for (const name of ['a', 'cc-web shop_2', 'x'.repeat(64)])
      expect(parseSessionName(name)).to.deep.equal(E.right(name))
  })

  it('replaces dots by underscores, as the host does', () => {
    expect(parseSessionName('cc-v1.2')).to.deep.equal(E.right('cc-v1_2'))
  })

  it('refuses texts that a host would change, read as a target, or not store', () => {
    for (const raw of ['', 'a:b', 'a=b', '$1', 'größe', 'a\nb', 'a\n', '🚀', 'x'.repeat(65), '../a', 'a;b', '#(id)'])
      expect(parseSessionName(raw), raw).to.deep.equal(E.left(invalidSessionName(raw)))
  })

  it('is unchanged by a second parse', () => {
    fc.assert(
      fc.property(wordLike, (raw) => {
        const once = parseSessionName(raw)
        expect(E.isRight(once) && parseSessionName(once.right)).to.deep.equal(once)
      }),
    )
  })
})

describe('a base name with a prefix', () => {
  it('gets the prefix once, typed or not', () => {
    fc.assert(
      fc.property(wordLike, (base) => {
        const full = parseBaseName('cc-', base)
        if (!base.startsWith('cc-')) expect(parseBaseName('cc-', `cc-${base}`)).to.deep.equal(full)
        expect(E.isRight(full) && full.right.startsWith('cc-')).to.equal(true)
      }),
    )
  })

  it('counts the prefix towards the 64 characters', () => {
    expect(E.isRight(parseBaseName('cc-', 'x'.repeat(61)))).to.equal(true)
    expect(E.isRight(parseBaseName('cc-', 'x'.repeat(62)))).to.equal(false)
  })

  it('is refused when only the prefix was typed', () => {
    expect([parseBaseName('cc-', 'cc-'), parseBaseName('cc-', '')].map(E.isRight)).to.deep.equal([false, false])
  })
})
