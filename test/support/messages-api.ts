import { createServer, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** A stand-in for the Messages API, just large enough to drive Claude Code. */
export interface MessagesApi {
  readonly url: string
  readonly close: () => void
}

const USAGE = { input_tokens: 123, output_tokens: 45, cache_creation_input_tokens: 1000, cache_read_input_tokens: 2000 }

const OVERLOADED = 529

/** Word in a command for which the classifier of auto mode is answered that it is to be denied. */
export const CLASSIFIER_DENIES = 'classifier-denies'

interface Block {
  readonly type: string
  readonly text?: string
}
interface Message {
  readonly role: string
  readonly content: string | ReadonlyArray<Block>
}
interface MessagesRequest {
  readonly model?: string
  readonly stream?: boolean
  readonly messages?: ReadonlyArray<Message>
  readonly tools?: ReadonlyArray<{ readonly name: string }>
}

/** Tool and its input. */
interface ToolUse {
  readonly name: string
  readonly input: object
}

/** Status of a failed request. */
interface Refusal {
  readonly status: number
}

/**
 * The call that the last turn asks for: `run: <command>`, `call: <tool> <JSON>`, or what the hub's own words for the agent
 * of a card ask for; a failure for `fail: <status>`; `null` once a tool has answered, or when none is asked for.
 */
function askedFor({ messages = [], tools = [] }: MessagesRequest): ToolUse | Refusal | null {
  const last = messages.filter(({ role }) => role !== 'system').at(-1)
  if (last?.role !== 'user' || !tools.some(({ name }) => name === 'Bash')) return null
  const blocks = typeof last.content === 'string' ? [{ type: 'text', text: last.content }] : last.content
  // The next turn carries the result of a refused tool and the text of a failed turn as well: the last one counts.
  const calls = blocks.flatMap(({ type, text = '' }) => (type === 'text' ? [askedIn(text)] : []))
  const isResult = blocks.at(-1)?.type === 'tool_result'
  return isResult ? null : (calls.findLast((call) => call !== null) ?? null)
}

function askedIn(text: string): ToolUse | Refusal | null {
  const status = /^fail: (\d{3})/m.exec(text)?.[1]
  return status === undefined ? callIn(text) : { status: Number(status) }
}

function callIn(text: string): ToolUse | null {
  const [, name, input] = /call: (\S+) (\{.+\})/.exec(text) ?? []
  if (name !== undefined && input !== undefined) return { name, input: JSON.parse(input) as object }
  const command = commandIn(text)
  return command === null ? null : { name: 'Bash', input: { command, description: 'asked for' } }
}

const commandIn = (text: string): string | null => /run: (.+)/.exec(text)?.[1] ?? workOn(text)

/** A commit, and then the call word for word: variables are for the agent's own shell to put in. */
function workOn(text: string): string | null {
  const asked = /send PATCH (\S+) with the header "Authorization: (.+?)" and a JSON body (\{.+?\})/.exec(text)
  if (asked === null) return null
  const [, url = '', authorization = '', body = ''] = asked
  const call = `'${process.execPath}' -e '${SEND}' "${url}" "${authorization}" '${body}'`
  return `echo made > made-by-agent && git add made-by-agent && git commit --quiet -m Made && ${call}`
}

const SEND = `const [, url, Authorization, body] = process.argv;
fetch(url, { method: "PATCH", headers: { Authorization, "Content-Type": "application/json" }, body })
.then(({ ok }) => process.exit(ok ? 0 : 1))`.replaceAll('\n', ' ')

/** Closing word of a turn, which a prompt chooses with `answer: <text>`, or the classifier's answer to a call. */
function wordsFor({ tools = [], ...asked }: MessagesRequest): string {
  const isClassifier = tools.length === 0 && JSON.stringify(asked).includes('security monitor')
  if (!isClassifier) return chosenAnswer(asked) ?? 'All done.'
  return JSON.stringify(asked.messages).includes(CLASSIFIER_DENIES)
    ? '<block>yes</block><reason>not wanted</reason>'
    : '<block>no</block>'
}

function chosenAnswer({ messages = [] }: MessagesRequest): string | null {
  const last = messages.filter(({ role }) => role !== 'system').at(-1)
  const blocks = typeof last?.content === 'string' ? [{ type: 'text', text: last.content }] : (last?.content ?? [])
  return (
    blocks.map(({ text = '' }) => /answer: (.+)/.exec(text)?.[1] ?? null).findLast((found) => found !== null) ?? null
  )
}

/** Answers a turn that asks for a call or a failure with that, and everything else with a closing word. */
export async function messagesApi(): Promise<MessagesApi> {
  let answers = 0
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const isMessages = request.url?.startsWith('/v1/messages') === true && !request.url.includes('count_tokens')
      if (!isMessages) {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"input_tokens":10}')
        return
      }
      answers += 1
      answer(response, JSON.parse(text) as MessagesRequest, answers)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Answers with an error. */
function refuse(response: ServerResponse, { status }: Refusal): void {
  const error = { type: status === OVERLOADED ? 'overloaded_error' : 'api_error', message: 'Asked to fail' }
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ type: 'error', error }))
}

function answer(response: ServerResponse, asked: MessagesRequest, number: number): void {
  const call = askedFor(asked)
  if (call !== null && 'status' in call) {
    refuse(response, call)
    return
  }
  const block =
    call === null
      ? { type: 'text', text: wordsFor(asked) }
      : { type: 'tool_use', id: `toolu_${String(number)}`, ...call }
  const stop_reason = call === null ? 'end_turn' : 'tool_use'
  const message = {
    id: `msg_${String(number)}`,
    type: 'message',
    role: 'assistant',
    model: asked.model,
    content: [] as object[],
    stop_reason: null as string | null,
    stop_sequence: null,
    usage: USAGE,
  }
  if (asked.stream !== true) {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ...message, content: [block], stop_reason }))
    return
  }
  const [empty, delta] =
    'input' in block
      ? [
          { ...block, input: {} },
          { type: 'input_json_delta', partial_json: JSON.stringify(block.input) },
        ]
      : [
          { ...block, text: '' },
          { type: 'text_delta', text: block.text },
        ]
  const events: ReadonlyArray<readonly [string, object]> = [
    ['message_start', { message }],
    ['content_block_start', { index: 0, content_block: empty }],
    ['content_block_delta', { index: 0, delta }],
    ['content_block_stop', { index: 0 }],
    ['message_delta', { delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: USAGE.output_tokens } }],
    ['message_stop', {}],
  ]
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const [type, fields] of events)
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`)
  response.end()
}
