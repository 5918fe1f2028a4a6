import { agentId } from '../../../../../domain/agents/agent-id.js'
import { conversationEntry as entry } from '../../../../support/conversations.js'
import { hubOfEachTest } from '../../../../support/fake-hub.js'

describe('conversations over HTTP', () => {
  const hub = hubOfEachTest()
  beforeEach(() => {
    hub.host.controls.startByHand('cc-shop', '/work/shop')
  })

  const read = async (query = '') => {
    const { status, json } = await hub.send('GET', `/api/sessions/cc-shop/conversation${query}`)
    const { entries, ...place } = json as { readonly entries: ReadonlyArray<{ readonly text: string }> }
    return [status, entries.map(({ text }) => text), place]
  }

  it('come from the end, back to the start, and on from where they were read', async () => {
    const nothing = { conversation: null, agent: null, isCertain: true, start: 0, end: 0 }
    expect(await read()).to.deep.equal([200, [], nothing])
    for (const text of ['a', 'b', 'c', 'd']) hub.conversations.say('/work/shop', 'one', [entry(text)])
    const place = { conversation: 'one', agent: 'claude-code', isCertain: false }
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
        ...{ callId: null, input: { command: 'npm test' }, isError: false, isSubagent: false, startsSubagent: false },
      },
    ])
    const refused = async (path: string) => {
      const { status, code } = await hub.send('GET', path)
      return [status, code]
    }
    expect(await refused('/api/sessions/cc-shop/conversation?before=-1')).to.deep.equal([400, 'InvalidQuery'])
    expect(await refused('/api/sessions/cc-gone/conversation')).to.deep.equal([404, 'SessionNotFound'])
  })

  describe('of the past', () => {
    const CLAUDE = agentId('claude-code')
    const say = (id: string, text: string, at: string, more: Partial<ReturnType<typeof entry>> = {}): void =>
      hub.conversationIndex.say(
        { agent: CLAUDE, id, folder: '/work/shop' },
        { ...entry(text), at: Date.parse(at), ...more },
      )
    const search = async (query: string) => {
      const { status, json } = await hub.send('GET', `/api/conversations?${query}`)
      return [status, (json as { conversations?: ReadonlyArray<{ id: string }> }).conversations?.map(({ id }) => id)]
    }

    it('are found by words, with plain text and the places of the words', async () => {
      say('one', 'fix the <b>cart</b>', '2026-11-20T10:00:00Z', { kind: 'prompt' })
      const { status, json } = await hub.send('GET', '/api/conversations?q=cart')
      expect([status, json]).to.deep.equal([
        200,
        {
          conversations: [
            {
              ...{ agent: 'claude-code', id: 'one', folder: '/work/shop', title: 'fix the <b>cart</b>' },
              ...{ lastAt: '2026-11-20T10:00:00.000Z', found: 1 },
              hits: [
                {
                  ...{ kind: 'prompt', row: 0, part: 0, at: '2026-11-20T10:00:00.000Z', tool: null },
                  ...{ text: 'fix the <b>cart</b>', matches: [{ start: 11, end: 15 }] },
                },
              ],
            },
          ],
          next: null,
          progress: { state: 'ready', files: 1, ofFiles: 1 },
        },
      ])
    })

    it('are limited by agent, project, time, tool and file, and continued by a cursor', async () => {
      say('one', 'npm test', '2026-11-20T10:00:00Z', { kind: 'call', tool: 'Bash', input: { command: 'npm test' } })
      say('two', 'cart', '2026-11-21T10:00:00Z', {
        kind: 'call',
        tool: 'Edit',
        input: { file_path: '/work/shop/cart.ts' },
      })
      expect(await search('')).to.deep.equal([200, ['two', 'one']])
      expect(await search('agent=codex')).to.deep.equal([200, []])
      expect(await search('project=/work/shop/')).to.deep.equal([200, ['two', 'one']])
      expect(await search('project=/work/sho')).to.deep.equal([200, []])
      expect(await search('from=2026-11-21')).to.deep.equal([200, ['two']])
      expect(await search('to=2026-11-21T00:00:00%2B01:00')).to.deep.equal([200, ['one']])
      expect(await search('tool=Bash&q=npm')).to.deep.equal([200, ['one']])
      expect(await search('file=cart.ts')).to.deep.equal([200, ['two']])
      const { json } = await hub.send('GET', '/api/conversations?limit=1')
      expect(await search(`limit=1&cursor=${String((json as { next: number }).next)}`)).to.deep.equal([200, ['one']])
    })

    it('are refused for queries that cannot be meant', async () => {
      for (const query of [
        'from=yesterday',
        'limit=0',
        'limit=1000',
        'cursor=-1',
        'cursor=x',
        `q=${'x'.repeat(1_001)}`,
      ])
        expect((await hub.send('GET', `/api/conversations?${query}`)).code, query).to.equal('InvalidQuery')
      for (const query of [
        'q=%00',
        'q=%22%22%22',
        'q=*%20OR%20NEAR(',
        'q=%F0%9F%98%80',
        'tool=a%27)',
        'file=%22%27%5C',
      ])
        expect(await search(query), query).to.deep.equal([200, []])
    })

    it('are read by agent and id', async () => {
      hub.conversations.say('/work/shop', 'one', [entry('a')])
      const { status, json } = await hub.send('GET', '/api/conversations/claude-code/one')
      expect([status, json]).to.deep.include.members([200])
      expect(json).to.deep.include({ folder: '/work/shop', start: 0, end: 100 })
      for (const path of ['claude-code/two', 'codex/one', 'claude-code/..%2Fone', 'x/%00'])
        expect((await hub.send('GET', `/api/conversations/${path}`)).code, path).to.equal('ConversationNotFound')
    })

    describe('have whole texts', () => {
      const long = `${'ö'.repeat(30_000)}the end`
      const ROW = `row=0&part=0&length=${String(long.length)}`
      beforeEach(() => {
        hub.conversations.say('/work/shop', 'one', [entry(long)])
      })
      const text = async (query: string, id = 'one') => {
        const { status, code, json } = await hub.send('GET', `/api/conversations/claude-code/${id}/text?${query}`)
        return status === 200 ? json : [status, code]
      }

      it('whose rest is read by byte, the end first', async () => {
        const { json } = await hub.send('GET', '/api/conversations/claude-code/one')
        const [shown] = (json as { entries: ReadonlyArray<{ text: string; length: number }> }).entries
        expect([shown?.text.length, shown?.length]).to.deep.equal([20_000, long.length])
        expect(await text(`${ROW}&after=59998`)).to.deep.equal({
          text: 'öthe end',
          start: 59_998,
          end: 60_007,
          size: 60_007,
        })
        expect(await text(ROW)).to.deep.equal({ text: long, start: 0, end: 60_007, size: 60_007 })
        expect(await text(`${ROW}&before=4`)).to.deep.equal({ text: 'öö', start: 0, end: 4, size: 60_007 })
      })

      it('which are refused for bytes that are no place of the text', async () => {
        const invalid = [416, 'TextPlaceInvalid']
        for (const place of ['after=1', 'before=3', 'after=60008', `before=${String(Number.MAX_SAFE_INTEGER)}`])
          expect(await text(`${ROW}&${place}`), place).to.deep.equal(invalid)
        for (const place of [
          'after=-2',
          'before=-1',
          'after=1e3',
          'after=99999999999999999999',
          'before=x',
          'after=0.5',
        ])
          expect(await text(`${ROW}&${place}`), place).to.deep.equal([400, 'InvalidQuery'])
      })

      it('which are not found once the transcript was rewritten, in other rows and of no input', async () => {
        const gone = [404, 'EntryNotFound']
        for (const query of ['row=100&part=0&length=9', `row=0&part=1&length=${String(long.length)}`, `${ROW}&input=1`])
          expect(await text(query), query).to.deep.equal(gone)
        hub.conversations.rewrite('/work/shop', { agent: CLAUDE, id: 'one' }, [entry('anew')])
        expect(await text(ROW)).to.deep.equal(gone)
        expect(await text(ROW, 'two')).to.deep.equal([404, 'ConversationNotFound'])
        expect(await text(`${ROW}&call=call1`)).to.deep.equal([404, 'ConversationNotFound'])
      })

      it('in which a text is found behind what a part of the conversation shows', async () => {
        hub.conversations.say('/work/shop', 'one', [entry('End')])
        const find = async (query: string) =>
          (await hub.send('GET', `/api/conversations/claude-code/one/matches?${query}`)).json
        const place = { part: 0, kind: 'text' }
        expect(await find('q=end')).to.deep.equal({
          matches: [
            { ...place, row: 0, length: long.length, start: 60_004, end: 60_007, from: 56_008 },
            { ...place, row: 100, length: 3, start: 0, end: 3, from: 0 },
          ],
          isComplete: true,
        })
        expect(await find('q=')).to.deep.equal({ matches: [], isComplete: true })
        expect(await find('q=missing')).to.deep.equal({ matches: [], isComplete: true })
      })
    })
  })
})
