import { expect } from 'chai'
import { conversationEntry as entry } from '../../../../support/conversations.js'
import { openFakeHub, type FakeHub } from '../../../../support/fake-hub.js'

describe('conversations over HTTP', () => {
  let hub: FakeHub
  beforeEach(async () => {
    hub = await openFakeHub()
    hub.host.controls.startByHand('cc-shop', '/work/shop')
  })
  afterEach(() => hub.close())

  const read = async (query = '') => {
    const { status, json } = await hub.send('GET', `/api/sessions/cc-shop/conversation${query}`)
    const { entries, ...place } = json as { readonly entries: ReadonlyArray<{ readonly text: string }> }
    return [status, entries.map(({ text }) => text), place]
  }

  it('come from the end, back to the start, and on from where they were read', async () => {
    const nothing = { conversation: null, isCertain: true, start: 0, end: 0 }
    expect(await read()).to.deep.equal([200, [], nothing])
    for (const text of ['a', 'b', 'c', 'd']) hub.conversations.say('/work/shop', 'one', [entry(text)])
    const place = { conversation: 'one', isCertain: false }
    expect(await read()).to.deep.equal([200, ['b', 'c', 'd'], { ...place, start: 100, end: 400 }])
    expect(await read('?conversation=one&before=100')).to.deep.equal([200, ['a'], { ...place, start: 0, end: 100 }])
    hub.conversations.say('/work/shop', 'one', [entry('e')])
    expect(await read('?conversation=one&after=400')).to.deep.equal([200, ['e'], { ...place, start: 400, end: 500 }])
    expect((await read('?conversation=two&after=400'))[1]).to.deep.equal(['c', 'd', 'e'])
  })

  it('have each entry with its fields, and are refused for a wrong place and an unknown session', async () => {
    hub.conversations.say('/work/shop', 'one', [
      { ...entry('npm test'), kind: 'call', tool: 'Bash', input: { command: 'npm test' } },
    ])
    const { json } = await hub.send('GET', '/api/sessions/cc-shop/conversation')
    expect((json as { readonly entries: unknown }).entries).to.deep.equal([
      {
        ...{ kind: 'call', row: 0, part: 0, at: '2026-11-27T00:00:00.000Z', text: 'npm test', length: 8, tool: 'Bash' },
        ...{ callId: null, input: { command: 'npm test' }, isError: false, isSubagent: false },
      },
    ])
    const refused = async (path: string) => {
      const { status, code } = await hub.send('GET', path)
      return [status, code]
    }
    expect(await refused('/api/sessions/cc-shop/conversation?before=-1')).to.deep.equal([400, 'InvalidQuery'])
    expect(await refused('/api/sessions/cc-gone/conversation')).to.deep.equal([404, 'SessionNotFound'])
  })
})
