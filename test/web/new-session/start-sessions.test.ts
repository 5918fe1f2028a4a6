import { namesFor } from '../../../adapters/inbound/web/src/new-session/start-sessions.js'

describe('namesFor', () => {
  it('numbers the further names and leaves out those that are taken', () => {
    const taken = new Set(['cc-shop-2'])
    expect(namesFor('shop', 1, 'cc-', taken)).to.deep.equal(['shop'])
    expect(namesFor('shop', 3, 'cc-', taken)).to.deep.equal(['shop', 'shop-3', 'shop-4'])
  })
})
