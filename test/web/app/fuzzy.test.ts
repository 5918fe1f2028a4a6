import { fuzzyFilter } from '../../../adapters/inbound/web/src/app/fuzzy.js'
import { fuzzyScore } from '../../../domain/shared/fuzzy-score.js'

const find = (query: string, texts: ReadonlyArray<string>): ReadonlyArray<string> =>
  fuzzyFilter(query, texts, (text) => text)

describe('fuzzy search', () => {
  it('keeps the order for an empty query', () => {
    expect(find('  ', ['b', 'a'])).to.deep.equal(['b', 'a'])
  })

  it('matches letters in their order only', () => {
    expect(fuzzyScore('wsp', 'web-shop')).not.to.equal(null)
    expect(fuzzyScore('psw', 'web-shop')).to.equal(null)
  })

  it('ranks whole words before scattered letters and early matches before late ones', () => {
    expect(find('api', ['a-pile-of-ideas', 'my-api', 'api'])).to.deep.equal(['api', 'my-api', 'a-pile-of-ideas'])
  })

  it('prefers letters at the beginning of words', () => {
    expect(find('ws', ['wanders', 'web-shop'])[0]).to.equal('web-shop')
  })
})
