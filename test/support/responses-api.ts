import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A stand-in for the Responses API, just large enough to drive Codex. */
export interface ResponsesApi {
  /** Base address. */
  readonly url: string
  readonly close: () => void
}

const USAGE = {
  input_tokens: 123,
  input_tokens_details: { cached_tokens: 23 },
  output_tokens: 45,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 168,
}

interface Item {
  readonly role?: string
  readonly content?: ReadonlyArray<{ readonly text?: string }>
}

/**
 * Answers a turn with `run: <command>` by that command, for which Codex asks, `use: <tool>` by a call with the input that is given for
 * it, `fail: <status>` by that status, `propose: <plan>` by that plan, `stay: on` by nothing, and any other request by a sentence.
 */
export async function responsesApi(inputs: Readonly<Record<string, unknown>> = {}): Promise<ResponsesApi> {
  let answers = 0
  const answer = (raw: string, response: ServerResponse): void => {
    const last = (JSON.parse(raw) as { readonly input: ReadonlyArray<Item> }).input.at(-1)
    const text = last?.role === 'user' ? (last.content ?? []).map((part) => part.text ?? '').join('') : ''
    const status = /fail: (\d+)/.exec(text)?.[1]
    if (status !== undefined) {
      response.writeHead(Number(status), { 'Content-Type': 'application/json' })
      response.end(JSON.stringify({ error: { message: 'refused', type: 'refused' } }))
      return
    }
    if (text.includes('stay: on')) return
    answers += 1
    const number = String(answers)
    const command = /run: (.+)/.exec(text)?.[1]
    const tool = /use: (\S+)/.exec(text)?.[1]
    const plan = /propose: (.+)/.exec(text)?.[1]
    const call = (name: string, args: unknown) => ({
      ...{ type: 'function_call', id: `fc_${number}`, call_id: `call_${number}`, name },
      arguments: JSON.stringify(args),
    })
    const message = {
      ...{ type: 'message', id: `msg_${number}`, role: 'assistant' },
      content: [
        {
          type: 'output_text',
          text: plan === undefined ? 'All done.' : `<proposed_plan>\n${plan}\n</proposed_plan>`,
        },
      ],
    }
    const escalated = { sandbox_permissions: 'require_escalated', justification: 'asked for' }
    const item =
      command !== undefined
        ? call('exec_command', { cmd: command, ...escalated })
        : tool === undefined
          ? message
          : call(tool, inputs[tool])
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    const id = `resp_${number}`
    for (const event of [
      { type: 'response.created', response: { id } },
      { type: 'response.output_item.done', output_index: 0, item },
      { type: 'response.completed', response: { id, usage: USAGE } },
    ])
      response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    response.end()
  }
  const server = createServer((request, response) => {
    let raw = ''
    request.on('data', (chunk: Buffer) => (raw += chunk.toString()))
    request.on('end', () => {
      if (request.method === 'POST' && request.url?.endsWith('/responses') === true) answer(raw, response)
      else response.writeHead(404).end('{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
