import { expect } from 'chai'
import { fuzzyFilter, fuzzyScore } from '../../adapters/inbound/web/src/state/fuzzy.js'

const find = (query: string, texts: ReadonlyArray<string>): ReadonlyArray<string> =>
  fuzzyFilter(query, texts, (text) => text)

describe('finding by a few letters', () => {
  it('keeps everything in its order for an empty query', () => {
    expect(find('  ', ['b', 'a'])).to.deep.equal(['b', 'a'])
  })

  it('finds letters in their order, and nothing else', () => {
    expect(fuzzyScore('wsp', 'web-shop')).not.to.equal(null)
    expect(fuzzyScore('psw', 'web-shop')).to.equal(null)
  })

  it('puts a whole word before scattered letters, and an early match before a late one', () => {
    expect(find('api', ['a-pile-of-ideas', 'my-api', 'api'])).to.deep.equal(['api', 'my-api', 'a-pile-of-ideas'])
  })

  it('prefers the letters that begin words', () => {
    expect(find('ws', ['wanders', 'web-shop'])[0]).to.equal('web-shop')
  })
})
