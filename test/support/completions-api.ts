import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A stand-in for the Chat Completions API, just large enough to drive opencode. */
export interface CompletionsApi {
  /** Base address. */
  readonly url: string
  /** Prompts of the person that came, oldest first. */
  readonly prompts: ReadonlyArray<string>
  /** Results of tools that the agent has sent, oldest first. */
  readonly results: ReadonlyArray<string>
  /** Texts of all messages in the last request for a turn. */
  readonly history: () => ReadonlyArray<string>
  readonly close: () => void
}

const USAGE = {
  prompt_tokens: 123,
  completion_tokens: 45,
  total_tokens: 168,
  prompt_tokens_details: { cached_tokens: 23 },
}

interface Part {
  readonly text?: string
}
interface Message {
  readonly role: string
  readonly content: string | ReadonlyArray<Part> | null
}
interface Body {
  readonly messages: ReadonlyArray<Message>
  /** Absent where opencode asks for the title of a conversation. */
  readonly tools?: ReadonlyArray<unknown>
}

const textOf = (content: Message['content']): string =>
  typeof content === 'string' ? content : (content ?? []).map(({ text = '' }) => text).join('\n')

/**
 * Answers a prompt `run: <command>` by that command, `use: <tool>` by a call with the input that is given for it,
 * `fail: <status>` by that status, and any other request by a sentence.
 */
export async function completionsApi(inputs: Readonly<Record<string, unknown>> = {}): Promise<CompletionsApi> {
  let answers = 0
  const prompts: string[] = []
  const results: string[] = []
  let history: ReadonlyArray<string> = []
  const answer = (raw: string, response: ServerResponse): void => {
    const { messages, tools = [] } = JSON.parse(raw) as Body
    const last = messages.at(-1)
    if (tools.length > 0) history = messages.map(({ content }) => textOf(content))
    if (last?.role === 'tool') results.push(textOf(last.content))
    const text = last?.role === 'user' && tools.length > 0 ? textOf(last.content) : ''
    if (text !== '') prompts.push(text)
    const status = /^fail: (\d+)/m.exec(text)?.[1]
    if (status !== undefined) {
      response.writeHead(Number(status), { 'Content-Type': 'application/json' })
      response.end('{"error":{"message":"made up","type":"made_up"}}')
      return
    }
    const [, command] = /^run: (.+)/m.exec(text) ?? []
    const tool = /^use: (\S+)/m.exec(text)?.[1]
    const name = command === undefined ? tool : 'bash'
    const input = tool === undefined ? { command, description: 'Asked for' } : inputs[tool]
    answers += 1
    const id = `answer-${String(answers)}`
    const deltas =
      name === undefined
        ? [{ role: 'assistant', content: 'All done.' }]
        : [
            {
              role: 'assistant',
              tool_calls: [
                { index: 0, id: `call_${id}`, type: 'function', function: { name, arguments: JSON.stringify(input) } },
              ],
            },
          ]
    const chunk = (choices: ReadonlyArray<unknown>, more = {}): string =>
      `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', created: 1, model: 'one', choices, ...more })}\n\n`
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    for (const delta of deltas) response.write(chunk([{ index: 0, delta, finish_reason: null }]))
    const finish = name === undefined ? 'stop' : 'tool_calls'
    response.write(chunk([{ index: 0, delta: {}, finish_reason: finish }]))
    response.write(chunk([], { usage: USAGE }))
    response.end('data: [DONE]\n\n')
  }
  const server = createServer((request, response) => {
    let raw = ''
    request.on('data', (chunk: Buffer) => (raw += chunk.toString()))
    request.on('end', () => {
      if (request.method === 'POST' && request.url?.endsWith('/chat/completions') === true) answer(raw, response)
      else response.writeHead(404).end('{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`,
    prompts,
    results,
    history: () => history,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
