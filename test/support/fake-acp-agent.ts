import { createInterface } from 'node:readline'
import { PassThrough, Readable, Writable } from 'node:stream'
import type { AgentProcess } from '../../adapters/inbound/cli/agent-process.js'
import { eventually } from './eventually.js'

type Fields = Readonly<Record<string, unknown>>

interface Message {
  readonly id?: number | string
  readonly method?: string
  readonly params?: Fields
  readonly result?: Fields
}

/** Agent of the Agent Client Protocol that a test drives. It opens one conversation. */
export interface FakeAcpAgent {
  readonly process: AgentProcess
  /** Messages of the client in their order. */
  readonly received: ReadonlyArray<Message>
  /** Texts of the prompts that came. */
  readonly prompts: () => ReadonlyArray<string>
  /** Sends an update of the conversation. */
  readonly update: (update: Fields) => void
  /** Asks for permission; resolves with the outcome. */
  readonly ask: (toolCall: Fields, kinds?: ReadonlyArray<string>) => Promise<unknown>
  /** Answers the last prompt. */
  readonly endTurn: (stopReason?: string) => void
  /** Answers the last prompt by an error. */
  readonly failTurn: (error: Fields) => void
  /** Writes a line as it is. */
  readonly write: (line: string) => void
  readonly die: () => void
  readonly isStopped: () => boolean
}

const KINDS = ['allow_once', 'allow_always', 'reject_once']

export interface FakeAcpAgentOptions {
  /** Version of the protocol that the agent offers. */
  readonly version?: number
  /** Id of its conversation. */
  readonly session?: string
  /** Updates by which it repeats a conversation that is continued; an agent without continues none. */
  readonly history?: ReadonlyArray<Fields>
}

export function fakeAcpAgent({ version = 1, session = 's1', history }: FakeAcpAgentOptions = {}): FakeAcpAgent {
  const [fromClient, toClient] = [new PassThrough(), new PassThrough()]
  const received: Message[] = []
  let requests = 0
  let ended: (reason: string) => void = () => undefined
  let isStopped = false
  const write = (line: string): void => void toClient.write(`${line}\n`)
  const send = (message: Fields): void => write(JSON.stringify({ jsonrpc: '2.0', ...message }))
  const update = (fields: Fields): void =>
    send({ method: 'session/update', params: { sessionId: session, update: fields } })
  const promptIds = (): ReadonlyArray<Message['id']> =>
    received.flatMap(({ method, id }) => (method === 'session/prompt' ? [id] : []))
  const end = (reason: string): void => {
    toClient.end()
    ended(reason)
  }
  createInterface({ input: fromClient }).on('line', (line) => {
    const message = JSON.parse(line) as Message
    received.push(message)
    const { method, id } = message
    if (method === 'initialize')
      send({
        id,
        result: {
          protocolVersion: version,
          agentInfo: { name: 'fake', version: '1.0' },
          agentCapabilities: { loadSession: history !== undefined },
        },
      })
    if (method === 'session/new') send({ id, result: { sessionId: session } })
    if (method !== 'session/load') return
    if (message.params?.['sessionId'] === session) {
      for (const each of history ?? []) update(each)
      send({ id, result: {} })
    } else send({ id, error: { code: -32_002, message: 'Resource not found' } })
  })
  return {
    process: {
      directory: '/work/shop',
      input: Writable.toWeb(fromClient) as WritableStream<Uint8Array>,
      output: Readable.toWeb(toClient) as ReadableStream<Uint8Array>,
      ended: new Promise((resolve) => (ended = resolve)),
      stop: () => {
        isStopped = true
        end('fake ended with SIGTERM')
      },
    },
    received,
    prompts: () =>
      received.flatMap(({ method, params }) => {
        const [part] = (params?.['prompt'] ?? []) as ReadonlyArray<{ readonly text: string }>
        return method === 'session/prompt' && part !== undefined ? [part.text] : []
      }),
    update,
    ask: async (toolCall, kinds = KINDS) => {
      const id = `ask-${String((requests += 1))}`
      const options = kinds.map((kind) => ({ optionId: `option ${kind}`, name: kind, kind }))
      send({ id, method: 'session/request_permission', params: { sessionId: session, toolCall, options } })
      let outcome: unknown
      await eventually(() => {
        const answer = received.find((message) => message.id === id && message.method === undefined)
        if (answer === undefined) throw new Error('permission is not answered')
        outcome = answer.result?.['outcome'] ?? answer
      })
      return outcome
    },
    endTurn: (stopReason = 'end_turn') => send({ id: promptIds().at(-1), result: { stopReason } }),
    failTurn: (error) => send({ id: promptIds().at(-1), error }),
    write,
    die: () => end('fake ended with status 1:\nout of memory'),
    isStopped: () => isStopped,
  }
}
