import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { call } from '../../http/client/call.js'
import { bytes } from '../../http/routing/bytes.codec.js'
import { route } from '../../http/routing/route.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { API } from '../descriptions/others.js'
import { EXIT } from '../exit-codes.js'
import { explain } from '../hub/client-failure.js'
import { safeJson, safeText } from '../safe-text.js'

const SUCCESSES = { 200: bytes, 201: bytes, 202: bytes, 204: bytes }

/** `penates api`. */
export const callApi: Run<typeof API, HubContext> = async ({ args: { method, path }, options }, context) => {
  const { hub, fail, out, err, isOutTerminal } = context
  if (!/^\/(?!\/)/.test(path)) return fail({ exit: 'usage', problem: 'the path begins with one /' })
  const body = await bodyOf(options.data, context)
  if (E.isLeft(body)) return fail({ exit: 'usage', problem: body.left })
  const description = route({
    method,
    path: '',
    tokens: [],
    rate: method === 'GET' ? 'read' : 'write',
    ...(body.right === undefined ? {} : { body: t.unknown }),
    answers: SUCCESSES,
    errors: {},
    summary: 'Any operation',
  })
  const answer = await call({ ...hub.options, baseUrl: `${hub.url}${path}` }, description, { body: body.right })()
  if (E.isRight(answer)) {
    const content = new Uint8Array(await (answer.right.body as Blob).arrayBuffer())
    if (!options.quiet) out(isOutTerminal ? `${safeText(new TextDecoder().decode(content))}\n` : content)
    return EXIT.ok
  }
  if (answer.left._tag === 'Refused' && answer.left.body !== undefined) err(`${safeJson(answer.left.body)}\n`)
  return fail(explain(answer.left, hub))
}

async function bodyOf(data: string | undefined, { files }: HubContext): Promise<E.Either<string, unknown>> {
  if (data === undefined) return E.right(undefined)
  const text = data.startsWith('@') ? await files.read(data.slice(1)) : E.right(data)
  if (E.isLeft(text)) return text
  try {
    return E.right(JSON.parse(text.right) as unknown)
  } catch {
    return E.left('--data is no JSON')
  }
}
