import { schemaOf, type JsonSchema } from '../../../infrastructure/codec/schema.js'
import { FORBIDDEN, GOING_AWAY, TRY_AGAIN_LATER, UNAUTHORIZED } from '../../../infrastructure/ws/close-codes.js'
import type { Channel, Frames } from './channel.js'

/** AsyncAPI 3.0 document. */
export type AsyncApiDocument = JsonSchema

const JSON_TYPE = 'application/json'
const BYTES_TYPE = 'application/octet-stream'
/** Version of AsyncAPI's binding for WebSockets. */
const BINDING_VERSION = '0.1.0'

/** Codes with which any socket may be closed. */
const COMMON_CLOSES: Channel['closes'] = {
  [GOING_AWAY]: 'The hub stops; come back',
  1009: 'A frame over 1 MiB',
  [TRY_AGAIN_LATER]: 'Rate limit exceeded, or not available; try again with a pause',
  [UNAUTHORIZED]: 'Unauthorized; final',
  [FORBIDDEN]: 'Forbidden; final',
}

const DESCRIPTION = `A socket is opened with the token of the operator, in one of the three ways of its security. Events of the notifications \
socket are numbered for clients that open it with \`after=\`: \`hello\` has \`boot\` and \`seq\`, every event has \`seq\`, one more than the last. \
A client that comes back with \`after=<boot>-<seq>\` first gets the events that it missed, or \`gap\` when they are no longer kept; it reads \
the lists again then. The hub pings every socket; a client without a pong is disconnected.`

const SERVERS = {
  hub: {
    host: '{address}',
    protocol: 'ws',
    description: 'The hub; wss behind TLS.',
    variables: { address: { default: '127.0.0.1:3333', description: 'Host and port under which the hub is reached.' } },
  },
}

/** Describes every kind of socket from the codecs that it is read with. */
export function asyncApiDocument(channels: Readonly<Record<string, Channel>>, version: string): AsyncApiDocument {
  const entries = Object.entries(channels)
  return {
    asyncapi: '3.0.0',
    info: { title: 'Penates', version, description: DESCRIPTION, license: { name: 'MIT' } },
    servers: SERVERS,
    defaultContentType: JSON_TYPE,
    channels: Object.fromEntries(entries.map(([name, channel]) => [name, describe(channel)])),
    operations: Object.fromEntries(entries.flatMap(([name, channel]) => operations(name, channel))),
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: '`Authorization: Bearer <token>`' },
        query: { type: 'httpApiKey', in: 'query', name: 'token', description: '`?token=<token>`, for older clients' },
        subprotocol: {
          type: 'httpApiKey',
          in: 'header',
          name: 'Sec-WebSocket-Protocol',
          description: '`bearer.<token>`, for browsers, which cannot set the header',
        },
      },
    },
  }
}

const BINARY = 'binary'

const PARAMETERS: Readonly<Record<string, string>> = { name: 'Full name of a session.' }

function describe({ path, summary, query, receives, sends, binary, closes }: Channel): JsonSchema {
  const parameters = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => [
    name,
    { description: PARAMETERS[name] ?? name },
  ])
  return {
    address: path.replace(/:(\w+)/g, '{$1}'),
    summary,
    parameters: Object.fromEntries(parameters),
    messages: {
      ...messages(receives),
      ...messages(sends),
      ...(binary === null ? {} : { [BINARY]: bytes(binary) }),
    },
    bindings: {
      ws: { method: 'GET', query: { type: 'object', properties: schemas(query) }, bindingVersion: BINDING_VERSION },
    },
    'x-close-codes': Object.fromEntries(
      [COMMON_CLOSES, closes].flatMap((codes) => Object.entries(codes)).reduce(sideBySide, new Map<string, string>()),
    ),
  }
}

/** A code that a socket uses in its own sense keeps the common one beside it. */
const sideBySide = (all: Map<string, string>, [code, words]: readonly [string, string]): Map<string, string> =>
  all.set(code, [all.get(code), words].filter((text) => text !== undefined).join(' | '))

const schemas = (codecs: Frames): JsonSchema =>
  Object.fromEntries(Object.entries(codecs).map(([name, codec]) => [name, schemaOf(codec)]))

const messages = (frames: Frames): JsonSchema =>
  Object.fromEntries(
    Object.entries(schemas(frames)).map(([name, payload]) => [name, { name, contentType: JSON_TYPE, payload }]),
  )

const bytes = (summary: string): JsonSchema => ({
  name: BINARY,
  summary,
  contentType: BYTES_TYPE,
  payload: { type: 'string', format: 'binary' },
})

/** Operations from the hub's side, as AsyncAPI defines them: it receives frames of clients. */
function operations(name: string, { receives, sends, binary }: Channel): ReadonlyArray<readonly [string, JsonSchema]> {
  const operation = (action: 'receive' | 'send', frames: ReadonlyArray<string>): readonly [string, JsonSchema] => [
    `${name}.${action}`,
    {
      action,
      channel: { $ref: `#/channels/${name}` },
      security: ['bearer', 'subprotocol', 'query'].map((scheme) => ({
        $ref: `#/components/securitySchemes/${scheme}`,
      })),
      messages: frames.map((frame) => ({ $ref: `#/channels/${name}/messages/${frame}` })),
    },
  ]
  const sent = [...Object.keys(sends), ...(binary === null ? [] : [BINARY])]
  return [operation('receive', Object.keys(receives)), operation('send', sent)]
}
