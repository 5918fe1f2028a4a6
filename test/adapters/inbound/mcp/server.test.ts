import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { TOOLS } from '../../../../adapters/inbound/mcp/tools.js'
import { mcpServer } from '../../../../adapters/inbound/mcp/server.js'
import { StageJson } from '../../../../adapters/inbound/http/board/codec.js'
import { PromptId } from '../../../../adapters/inbound/http/prompts/codec.js'
import { schemaOf } from '../../../../infrastructure/codec/schema.js'
import { hubClient } from '../../../../adapters/inbound/http/client/hub-client.js'
import { eventually } from '../../../support/eventually.js'
import { openFakeHub, OPERATOR_TOKEN, type FakeHub } from '../../../support/fake-hub.js'
import { conversationEntry as entry } from '../../../support/conversations.js'
import { callTool, connectOverHttp } from '../../../support/mcp-client.js'
import { registerProjects } from '../../../support/shop-project.js'

interface Caller {
  readonly token: string
  readonly session: string | null
}

const WAYS = {
  'in memory': async (client: Client, { url }: FakeHub, { token, session }: Caller): Promise<void> => {
    const options = { baseUrl: url, token: () => token }
    const server = mcpServer('1.2.3', ({ signal }) => ({
      hub: { url, token, client: hubClient(options), options },
      note: () => undefined,
      session,
      signal,
    }))
    const [there, here] = InMemoryTransport.createLinkedPair()
    await Promise.all([server.connect(there), client.connect(here)])
  },
  'over HTTP': async (client: Client, { url }: FakeHub, { token }: Caller): Promise<void> => {
    await connectOverHttp(client, url, { Authorization: `Bearer ${token}` })
  },
}

for (const [way, connect] of Object.entries(WAYS))
  describe(`the MCP server ${way}`, () => {
    let hub: FakeHub
    const clients: Client[] = []
    beforeEach(async () => {
      hub = await openFakeHub()
      await registerProjects(hub, 'shop')
    })
    afterEach(async () => {
      for (const client of clients.splice(0)) await client.close()
      await hub.close()
    })

    async function connected(token = OPERATOR_TOKEN, session: string | null = null): Promise<Client> {
      const client = new Client({ name: 'test', version: '1' })
      clients.push(client)
      await connect(client, hub, { token, session })
      return client
    }
    const callOf =
      (client: Client) =>
      (name: string, args?: Record<string, unknown>): ReturnType<typeof callTool> =>
        callTool(client, name, args)
    const valueOf = async (client: Client, name: string, args?: Record<string, unknown>): Promise<unknown> => {
      const { isError, text } = await callOf(client)(name, args)
      expect(isError, text).to.equal(false)
      return JSON.parse(text)
    }

    it('queues prompts for a session once, lists and removes them, with the rights of the token', async () => {
      hub.host.controls.startByHand('cc-shop', '/work/shop')
      const call = callOf(await connected())
      const texts = async (name: string, args: object): Promise<ReadonlyArray<string>> => {
        const { isError, text } = await call(name, { name: 'cc-shop', ...args })
        expect(isError, text).to.equal(false)
        return (JSON.parse(text) as { readonly prompts: ReadonlyArray<{ readonly text: string }> }).prompts.map(
          (prompt) => prompt.text,
        )
      }
      for (let time = 0; time < 2; time += 1)
        expect(await texts('queue_prompt', { text: 'one\u001b', id: 'first' })).to.deep.equal(['one'])
      expect(await texts('queue_prompt', { text: 'two' })).to.deep.equal(['one', 'two'])
      const literal = await texts('queue_prompt', { text: '/clear @/etc/passwd', id: 'literal' })
      expect(literal.at(-1)).to.equal('\\/clear \\@/etc/passwd')
      await texts('remove_prompt', { id: 'literal' })
      expect(await texts('list_prompts', {})).to.deep.equal(['one', 'two'])
      expect(await texts('remove_prompt', { id: 'first' })).to.deep.equal(['two'])
      for (const [name, args] of [
        ['queue_prompt', { name: 'cc-shop', text: '\u0007' }],
        ['queue_prompt', { name: 'cc-shop', text: 'x', id: 'a b' }],
        ['queue_prompt', { name: 'cc-gone', text: 'x' }],
        ['remove_prompt', { name: 'cc-shop', id: 'first' }],
        ['list_prompts', { name: '' }],
      ] as const)
        expect((await call(name, args)).isError, JSON.stringify(args)).to.equal(true)
      const session = callOf(await connected(await hub.tokenOf('cc-shop'), 'cc-shop'))
      expect((await session('queue_prompt', { name: 'cc-shop', text: 'x' })).isError).to.equal(true)
      expect(await texts('list_prompts', {})).to.deep.equal(['two'])
    })

    it('names every tool with its input, and which of them change nothing', async () => {
      const { tools } = await (await connected()).listTools()
      expect(tools.map(({ name }) => name)).to.deep.equal(Object.keys(TOOLS))
      const readers = tools.filter(({ annotations }) => annotations?.readOnlyHint === true).map(({ name }) => name)
      expect(readers).to.deep.equal([
        'list_sessions',
        'read_session',
        'list_prompts',
        'wait_for_session',
        'read_conversation',
        'read_changes',
        'list_projects',
        'list_cards',
        'read_usage',
      ])
      for (const { description = '', inputSchema } of tools) {
        expect(description).to.not.equal('')
        expect(inputSchema.type).to.equal('object')
      }
      const inputOf = (name: string) => tools.find((tool) => tool.name === name)?.inputSchema
      const session = { type: 'string', minLength: 1, maxLength: 200 }
      const described = { ...session, description: 'Name of the session, as list_sessions shows it' }
      const lines = { type: 'integer', minimum: 0, maximum: 10_000, description: 'Lines of history', default: 0 }
      expect(inputOf('read_session')).to.deep.equal({
        type: 'object',
        properties: { name: described, lines },
        required: ['name'],
      })
      expect(inputOf('queue_prompt')?.properties?.['id']).to.include(schemaOf(PromptId))
      expect(inputOf('move_card')?.properties?.['stage']).to.deep.equal(schemaOf(StageJson))
    })

    it('names each input that is not valid with its schema', async () => {
      const call = callOf(await connected())
      const problemOf = async (name: string, args?: Record<string, unknown>): Promise<unknown> => {
        const { isError, text } = await call(name, args)
        return isError && text
      }
      expect(await problemOf('read_session', { name: 'cc-shop', lines: 1e9 })).to.equal(
        'the input is not valid: lines, {"type":"integer","minimum":0,"maximum":10000,"description":"Lines of history","default":0}',
      )
      expect(await problemOf('move_card', { stage: 'gone' })).to.match(/valid: card, .*; stage, .*"brainstorming"/)
      expect(await problemOf('ask_approval', { tool_name: 'Bash', input: [] })).to.contain(
        'valid: input, {"type":"object"',
      )
      expect(await problemOf('create_card')).to.match(/valid: project, .*; title, /)
      for (const name of ['no_tool', 'constructor']) expect(await problemOf(name)).to.contain(name)
    })

    it('starts a session, prompts it, reads it and waits for its end', async () => {
      const client = await connected()
      hub.host.controls.diesAtOnce('nope', { exitCode: 127, lastLines: ['sh: nope: not found'] })
      const dead = { name: 'dead', directory: '/work/shop', command: 'nope' }
      const { isError, text } = await callOf(client)('start_session', dead)
      expect(isError).to.equal(true)
      expect(text).to.contain('exit status 127').and.contain('sh: nope: not found')
      expect(await valueOf(client, 'start_session', { name: 'shop', directory: '/work/shop' })).to.include({
        name: 'cc-shop',
      })
      const prompted = valueOf(client, 'prompt_session', { name: 'cc-shop', text: 'one\u001b[31m\ntwo' })
      await eventually(() => {
        hub.clock.advance(100)
        expect(hub.host.controls.pressedIn('cc-shop')).to.deep.equal(['Enter'])
      })
      expect(await prompted).to.deep.equal({ name: 'cc-shop', delivery: 'delivered' })
      expect(hub.host.controls.typedIn('cc-shop')).to.equal('one[31m\rtwo')
      expect(await valueOf(client, 'read_session', { name: 'cc-shop', lines: 10 })).to.have.keys('screen', 'history')
      const error = { error: 'overloaded', last_assistant_message: 'API Error: 529 Overloaded' }
      await hub.send('POST', '/api/hooks/StopFailure', { headers: { 'X-Penates-Session': 'cc-shop' }, body: error })
      const failure = { kind: 'overloaded', text: 'API Error: 529 Overloaded' }
      const failed = { name: 'cc-shop', state: 'idle', failure }
      expect(await valueOf(client, 'wait_for_session', { name: 'cc-shop' })).to.deep.equal(failed)
      const ended = valueOf(client, 'wait_for_session', { name: 'cc-shop', state: 'ended', seconds: 20 })
      await hub.send('DELETE', '/api/sessions/cc-shop?keep=1')
      expect(await ended).to.deep.equal({ name: 'cc-shop', state: 'ended', failure: null })
    })

    it('keeps cards, and refuses a move of one that has changed', async () => {
      const client = await connected()
      const card = (await valueOf(client, 'create_card', { project: 'shop', title: 'Cart' })) as {
        id: string
        rev: number
      }
      expect(await valueOf(client, 'move_card', { card: card.id, stage: 'review', rev: card.rev })).to.include({
        stage: 'review',
      })
      const { isError, text } = await callOf(client)('move_card', { card: card.id, stage: 'idea', rev: card.rev })
      expect([isError, text]).to.deep.equal([true, 'the card has changed meanwhile. Read it again with list_cards.'])
      const { cards } = (await valueOf(client, 'list_cards', { project: 'shop' })) as { cards: { stage: string }[] }
      expect(cards.map(({ stage }) => stage)).to.deep.equal(['review'])
    })

    it('explains wrong input, an unknown session and an empty prompt, and changes nothing', async () => {
      const call = callOf(await connected())
      expect((await call('read_session', { name: 'cc-none' })).text).to.match(/not found/i)
      expect((await call('prompt_session', { name: 'cc-none', text: '\u0007' })).text).to.equal('the prompt is empty')
      expect((await call('prompt_session', { name: 'cc-none', text: 'x' })).text).to.equal(
        'there is no running session cc-none. Give the name as it is listed, with its cc-: penates sessions ls',
      )
      for (const [tool, input] of [
        ['start_session', { name: 'x' }],
        ['read_session', { name: 'cc-none', lines: 1e9 }],
        ['prompt_session', { name: 'cc-none', text: 'x'.repeat(100_001) }],
        ['move_card', { card: '1', stage: 'nowhere' }],
      ] as const) {
        expect((await call(tool, input)).isError, tool).to.equal(true)
      }
    })

    describe('in a session', () => {
      beforeEach(async () => {
        await hub.send('POST', '/api/sessions', { body: { name: 'shop', directory: '/work/shop', shell: true } })
        await hub.send('POST', '/api/approvals/config', { body: { mode: 'ask' } })
      })
      const waiting = async () => {
        const { json } = await hub.send('GET', '/api/approvals?wait=5')
        const [first] = (json as { approvals: { id: string; digest: string; tool: string; session: string }[] })
          .approvals
        return first
      }

      it('asks a person, and passes on an allow with the approved input', async () => {
        const client = await connected(await hub.tokenOf('cc-shop'), 'cc-shop')
        const asked = valueOf(client, 'ask_approval', { tool_name: 'Bash', input: { command: 'npm test' } })
        const question = await waiting()
        expect(question).to.include({ tool: 'Bash', session: 'cc-shop' })
        await hub.send('POST', `/api/approvals/${question?.id ?? ''}`, {
          body: { decision: 'allow', digest: question?.digest },
        })
        expect(await asked).to.deep.equal({ behavior: 'allow', updatedInput: { command: 'npm test' } })
      })

      it('denies what a person denies, and what nobody answers', async () => {
        const client = await connected(await hub.tokenOf('cc-shop'), 'cc-shop')
        const asked = valueOf(client, 'ask_approval', { tool_name: 'Bash', input: { command: 'rm -rf /' } })
        const question = await waiting()
        await hub.send('POST', `/api/approvals/${question?.id ?? ''}`, {
          body: { decision: 'deny', digest: question?.digest, reason: 'no' },
        })
        expect(await asked).to.include({ behavior: 'deny' })
        await hub.send('POST', '/api/approvals/config', { body: { mode: 'off' } })
        expect(await valueOf(client, 'ask_approval', { tool_name: 'Bash', input: {} })).to.deep.equal({
          behavior: 'deny',
          message:
            'No person has answered. This is not a decision about the call; ask again later or go on without it.',
        })
      })

      it('has no more rights than its token', async () => {
        const call = callOf(await connected(await hub.tokenOf('cc-shop'), 'cc-shop'))
        for (const [tool, input] of [
          ['list_sessions', {}],
          ['start_session', { name: 'x', directory: '/work' }],
          ['prompt_session', { name: 'cc-shop', text: 'x' }],
          ['read_usage', {}],
        ] as const) {
          const { isError, text } = await call(tool, input)
          expect([isError, text], tool).to.deep.equal([
            true,
            'Forbidden. The token does not have the permission for this operation.',
          ])
        }
        expect((await call('list_cards')).isError).to.equal(false)
      })

      it('asks for no session where it runs in none', async () => {
        const { isError, text } = await callOf(await connected())('ask_approval', { tool_name: 'Bash', input: {} })
        expect(isError).to.equal(true)
        expect(text).to.contain('no session of the hub')
      })
    })

    it('offers screens, histories and conversations as resources', async () => {
      await hub.send('POST', '/api/sessions', { body: { name: 'my shop', directory: '/work/shop', shell: true } })
      const client = await connected()
      const { resources } = await client.listResources()
      expect(resources.map(({ uri }) => uri)).to.deep.equal([
        'penates://sessions/cc-my%20shop/screen',
        'penates://sessions/cc-my%20shop/history',
        'penates://sessions/cc-my%20shop/conversation',
      ])
      await eventually(async () => {
        const { contents } = await client.readResource({ uri: 'penates://sessions/cc-my%20shop/screen' })
        expect(contents[0]).to.include({ mimeType: 'text/plain' })
      })
      hub.conversations.say('/work/shop', 'one', [entry('done')])
      const { contents } = await client.readResource({ uri: 'penates://sessions/cc-my%20shop/conversation' })
      const [{ text = '', mimeType } = {}] = contents as { text?: string; mimeType?: string }[]
      const { entries } = JSON.parse(text) as { entries: { text: string }[] }
      expect([mimeType, entries.map((one) => one.text)]).to.deep.equal(['application/json', ['done']])
    })
  })
