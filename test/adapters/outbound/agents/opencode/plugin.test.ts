import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { penates, type PluginHooks } from '../../../../../adapters/outbound/agents/opencode/plugin.script.js'
import { eventually } from '../../../../support/eventually.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'

interface Heard {
  readonly event: string
  readonly body: Readonly<Record<string, unknown>>
}

const IN_SESSION = { PENATES_TOKEN: 'token-of-nobody', PENATES_SESSION: 'cc-a' }
const ASKED = { id: 'per_1', sessionID: 'ses_1', permission: 'bash', tool: { callID: 'call_1' } }

const ANSWER = {
  ...{ id: 'msg_1', role: 'assistant', modelID: 'one', providerID: 'here', finish: 'stop' },
  time: { created: 1_000, completed: 2_000 },
  path: { cwd: '/w', root: '/' },
  tokens: { total: 173, input: 100, output: 45, reasoning: 5, cache: { read: 23, write: 0 } },
}

describe('plugin of opencode', () => {
  const folder = scratchFolder()
  let hub: Server
  let heard: Heard[]
  let replies: unknown[]
  /** Answer to a gate; `null` holds it. */
  let answer: string | null
  let isGone: boolean

  beforeEach(async () => {
    ;[heard, replies, answer, isGone] = [[], [], '', false]
    Object.assign(process.env, IN_SESSION, { XDG_DATA_HOME: folder() })
    hub = createServer((request, response) => {
      let raw = ''
      request.on('data', (part: Buffer) => (raw += part.toString()))
      request.on('end', () => {
        const event = request.url?.replace('/base/api/hooks/', '') ?? ''
        heard.push({ event, body: JSON.parse(raw) as Heard['body'] })
        response.on('close', () => (isGone ||= !response.writableEnded))
        const isGate = event === 'pre-tool-use' || event === 'PermissionRequest'
        if (!isGate) response.end('{}')
        else if (answer !== null) response.end(answer)
      })
    }).listen(0, '127.0.0.1')
    await once(hub, 'listening')
  })
  afterEach(() => {
    for (const name of ['XDG_DATA_HOME', 'PENATES_AGENT', ...Object.keys(IN_SESSION)])
      Reflect.deleteProperty(process.env, name)
    hub.closeAllConnections()
    hub.close()
  })

  const opened = (): PluginHooks => {
    const post = (options: unknown): Promise<unknown> => {
      replies.push(options)
      return Promise.resolve({})
    }
    const { port } = hub.address() as AddressInfo
    return penates({ client: { _client: { post } }, directory: '/w' }, `http://127.0.0.1:${String(port)}/base`)
  }
  const usage = async (session: string): Promise<ReadonlyArray<string>> => {
    const text = await readFile(join(folder(), 'penates', 'opencode', `${session}.jsonl`), 'utf8')
    return text.trimEnd().split('\n')
  }
  const send = (plugin: PluginHooks, type: string, properties: object): Promise<void> | undefined =>
    plugin.event?.({ event: { type, properties: properties as Readonly<Record<string, unknown>> } })
  const status = (plugin: PluginHooks, sessionID: string, type: string) =>
    send(plugin, 'session.status', { sessionID, status: { type } })
  const hears = (...events: ReadonlyArray<string>): Promise<void> =>
    eventually(() => {
      expect(heard.map(({ event }) => event)).to.deep.equal(events)
    })

  for (const [place, environment] of [
    ['outside of a session of the hub', { PENATES_TOKEN: '' }],
    ['below penates acp', { PENATES_AGENT: 'acp' }],
  ] as const)
    it(`reports nothing ${place}, but writes usage`, async () => {
      Object.assign(process.env, environment)
      const plugin = opened()
      expect(Object.keys(plugin)).to.deep.equal(['event'])
      await send(plugin, 'message.updated', { sessionID: 'ses_1', info: ANSWER })
      await eventually(async () => {
        expect(await usage('ses_1')).to.have.length(1)
      })
      expect(heard).to.deep.equal([])
    })

  it('writes no conversation below penates acp, which writes it', async () => {
    Object.assign(process.env, { PENATES_AGENT: 'acp' })
    const plugin = opened()
    const part = { type: 'text', id: 'a', messageID: 'm', text: 'said', time: { end: 1 } }
    await send(plugin, 'message.part.updated', { sessionID: 'ses_1', part })
    await send(plugin, 'message.updated', { sessionID: 'ses_1', info: ANSWER })
    await eventually(async () => {
      expect(await usage('ses_1')).to.have.length(1)
    })
    expect(await readdir(join(folder(), 'penates'))).to.deep.equal(['opencode'])
  })

  it('writes the usage of finished answers, those of a subagent to the conversation of the person', async () => {
    const plugin = opened()
    await send(plugin, 'session.created', { sessionID: 'ses_2', info: { id: 'ses_2', parentID: 'ses_1' } })
    await send(plugin, 'session.created', { sessionID: 'ses_1', info: { id: 'ses_1', parentID: 'ses_2' } })
    const unfinished = { ...ANSWER, id: 'msg_0', time: { created: 1 } }
    for (const info of [
      unfinished,
      { ...ANSWER, role: 'user' },
      ANSWER,
      ANSWER,
      { ...ANSWER, error: { name: 'APIError' } },
    ])
      await send(plugin, 'message.updated', { sessionID: 'ses_2', info })
    await send(plugin, 'message.updated', { sessionID: '../x', info: ANSWER })
    await eventually(async () => {
      expect(await usage('ses_1')).to.have.length(3)
    })
    const { logs } = await import('../../../../../adapters/outbound/agents/opencode/logs.js')
    const [row] = (await usage('ses_1')).map((line) => logs.reader('ses_1.jsonl', null).read(JSON.parse(line)))
    expect(row).to.deep.include({ id: 'opencode msg_1', at: 2_000, kind: 'message', stop: 'endTurn' })
    expect(row?.counts).to.deep.include({ input: 100, output: 50, cacheRead: 23 })
    expect(row?.origin).to.deep.include({ model: 'one', session: 'ses_1', directory: '/w' })
  })

  it('writes no usage of the answers that a copy of a conversation begins with', async () => {
    const plugin = opened()
    const info = { id: 'ses_3', time: { created: 2_001 } }
    await send(plugin, 'session.created', { sessionID: 'ses_3', info })
    await send(plugin, 'message.updated', { sessionID: 'ses_3', info: ANSWER })
    const own = { ...ANSWER, id: 'msg_9', time: { created: 2_002, completed: 2_003 } }
    await send(plugin, 'message.updated', { sessionID: 'ses_3', info: own })
    await eventually(async () => {
      expect((await usage('ses_3')).map((row) => (JSON.parse(row) as { readonly id: string }).id)).to.deep.equal([
        'msg_9',
      ])
    })
  })

  it('reports a turn once, however often opencode does', async () => {
    const plugin = opened()
    for (const type of ['busy', 'retry', 'busy']) await status(plugin, 'ses_1', type)
    for (let round = 0; round < 2; round += 1) {
      await status(plugin, 'ses_1', 'idle')
      await send(plugin, 'session.idle', { sessionID: 'ses_1' })
    }
    await hears('SessionStart', 'UserPromptSubmit', 'Stop')
    expect(heard[1]?.body).to.deep.equal({ cwd: '/w', session_id: 'ses_1' })
  })

  it('reports no turn of a subagent, whose calls belong to the conversation of the person', async () => {
    const plugin = opened()
    await status(plugin, 'ses_1', 'busy')
    await send(plugin, 'session.created', { sessionID: 'ses_2', info: { id: 'ses_2', parentID: 'ses_1' } })
    await status(plugin, 'ses_2', 'busy')
    await plugin['tool.execute.before']?.({ tool: 'bash', sessionID: 'ses_2', callID: 'c' }, { args: {} })
    await send(plugin, 'session.idle', { sessionID: 'ses_2' })
    await send(plugin, 'session.idle', { sessionID: 'ses_1' })
    await eventually(() => {
      expect(heard.at(-1)?.event).to.equal('Stop')
    })
    expect(heard.map(({ event }) => event)).to.have.members([
      ...['SessionStart', 'UserPromptSubmit', 'pre-tool-use', 'Stop'],
    ])
    expect(heard.find(({ event }) => event === 'pre-tool-use')?.body).to.include({ session_id: 'ses_1' })
  })

  it('reports a failed turn, but no interrupted one as failed', async () => {
    const plugin = opened()
    for (const name of ['APIError', 'MessageAbortedError']) {
      await status(plugin, 'ses_1', 'busy')
      await send(plugin, 'session.error', { sessionID: 'ses_1', error: { name } })
      await send(plugin, 'session.idle', { sessionID: 'ses_1' })
    }
    await hears('SessionStart', 'UserPromptSubmit', 'StopFailure', 'UserPromptSubmit', 'Stop')
  })

  it('replies to a request what the hub answers, with the input of its call', async () => {
    const plugin = opened()
    const args = { command: 'make' }
    await plugin['tool.execute.before']?.({ tool: 'bash', sessionID: 'ses_1', callID: 'call_1' }, { args })
    answer = '{"reply":{"reply":"once"}}'
    await send(plugin, 'permission.asked', ASKED)
    await eventually(() => {
      expect(replies).to.have.length(1)
    })
    expect(replies[0]).to.deep.include({ url: '/permission/{requestID}/reply', body: { reply: 'once' } })
    expect(heard.at(-1)?.body).to.deep.include({ tool_name: 'bash', tool_input: args, tool_use_id: 'call_1' })
  })

  it('leaves a request to the terminal without an answer that it can use, and reports that it waits', async () => {
    const plugin = opened()
    const odd = ['', 'null', '[]', '"x"', '{', '{"reply":', '<html>']
    for (answer of odd) {
      const before = heard.length
      await send(plugin, 'permission.asked', ASKED)
      await eventually(() => {
        expect(heard.slice(before).map(({ event }) => event)).to.include('Notification')
      })
    }
    expect(heard.filter(({ event }) => event === 'Notification')).to.have.length(odd.length)
    expect(replies).to.deep.equal([])
  })

  it('hangs up when the terminal has answered first', async () => {
    answer = null
    const plugin = opened()
    await send(plugin, 'permission.asked', ASKED)
    await hears('SessionStart', 'PermissionRequest')
    await send(plugin, 'permission.replied', { requestID: 'per_1', sessionID: 'ses_1' })
    await eventually(() => {
      expect(isGone).to.equal(true)
    })
    await hears('SessionStart', 'PermissionRequest', 'PreToolUse')
    expect(replies).to.deep.equal([])
  })

  it('asks again when the hub ends while it holds a request, and gives the answer of the next one', async () => {
    answer = null
    const plugin = opened()
    await send(plugin, 'permission.asked', ASKED)
    await hears('SessionStart', 'PermissionRequest')
    answer = '{"reply":{"reply":"once"}}'
    hub.closeAllConnections()
    await eventually(() => {
      expect(replies).to.have.length(1)
    })
    const [first, second] = heard.filter(({ event }) => event === 'PermissionRequest')
    expect(second?.body).to.deep.equal(first?.body)
  })

  it('asks no more once the terminal has answered while the hub is away', async () => {
    answer = null
    const plugin = opened()
    await send(plugin, 'permission.asked', ASKED)
    await hears('SessionStart', 'PermissionRequest')
    await send(plugin, 'permission.replied', { requestID: 'per_1', sessionID: 'ses_1' })
    hub.closeAllConnections()
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(heard.filter(({ event }) => event === 'PermissionRequest')).to.have.length(1)
  })

  it('asks nothing that opencode answers by itself at once', async () => {
    const plugin = opened()
    await send(plugin, 'permission.asked', ASKED)
    await send(plugin, 'permission.replied', { requestID: 'per_1', sessionID: 'ses_1' })
    await hears('SessionStart', 'PreToolUse')
    await send(plugin, 'question.asked', { id: 'que_1', sessionID: 'ses_1' })
    await hears('SessionStart', 'PreToolUse', 'PermissionRequest', 'Notification')
    expect(heard[2]?.body).to.have.nested.property('request.id', 'que_1')
  })

  it('refuses a tool with the reason of the hub, and none while the hub is away', async () => {
    const plugin = opened()
    const run = () => plugin['tool.execute.before']?.({ tool: 'bash', sessionID: 's', callID: 'c' }, { args: {} })
    answer = '{"refusal":"a rule denies this"}'
    const refused = await run()?.catch(String)
    expect(refused).to.equal('Error: a rule denies this')
    hub.closeAllConnections()
    hub.close()
    await run()
  })

  it('takes events of any shape', async () => {
    const plugin = opened()
    for (const type of [
      'session.created',
      'session.status',
      'session.error',
      'session.idle',
      'permission.replied',
      'x',
    ])
      for (const odd of [{}, { sessionID: 1 }, { info: null, status: null, error: null }]) await send(plugin, type, odd)
    await plugin.dispose?.() // It waits 300 ms at most for the reports before it.
    await eventually(() => {
      expect(heard.at(-1)?.event).to.equal('SessionEnd')
    })
  })
})
