import * as t from 'io-ts'
import type { BodyKind } from '../../../infrastructure/http/body.js'
import { schemaOf, type JsonSchema } from '../../../infrastructure/codec/schema.js'
import type { ErrorTag } from './app-error.js'
import { isBytes, isForm, mediaTypeOf } from './routing/bytes.codec.js'
import { statusOf, wordsOf } from './error-body.js'
import type { Route } from './routing/route.js'

/** An OpenAPI 3.1 document, as far as anyone but its readers needs to know. */
export type OpenApiDocument = JsonSchema

/** Errors that the gate, or reading the body, can answer on any route. */
const GATE_ERRORS: ReadonlyArray<ErrorTag> = [
  'BadAccessToken',
  'Unauthenticated',
  'Forbidden',
  'ForeignHost',
  'TooManyRequests',
  'Unavailable',
]

const READING_FAILS: Readonly<Record<BodyKind, ReadonlyArray<readonly [status: number, words: string]>>> = {
  none: [],
  json: [
    [400, 'Invalid JSON'],
    [400, wordsOf('InvalidInput')],
    [408, 'Body too slow'],
    [413, 'Body too large'],
  ],
  loose: [[413, 'Body too large']],
  png: [
    [408, 'Body too slow'],
    [413, 'Image too large'],
  ],
  wav: [
    [408, 'Body too slow'],
    [413, 'Audio too large'],
  ],
  form: [
    [400, 'busboy'],
    [415, 'multipart-required'],
  ],
}

/** Describes every route from the same data that serves it. */
export function openApiDocument(routes: Readonly<Record<string, Route>>, version: string): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [operationId, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(operationId, route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Penates', version },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Failure: FAILURE },
    },
  }
}

const FAILURE = {
  type: 'object',
  properties: { error: { type: 'string' }, code: { type: 'string' } },
  required: ['error', 'code'],
} satisfies JsonSchema

const jsonContent = (schema: JsonSchema): JsonSchema => ({ 'application/json': { schema } })

function contentOf(codec: t.Mixed): JsonSchema {
  const schema = schemaOf(codec)
  if (isForm(codec)) return { 'multipart/form-data': { schema } }
  const mediaType = mediaTypeOf(codec)
  if (mediaType !== null) return { [mediaType]: { schema } }
  return isBytes(codec) ? { '*/*': { schema } } : jsonContent(schema)
}

function operation(operationId: string, route: Route): JsonSchema {
  const { summary, tokens, rate, body } = route
  return {
    operationId,
    summary,
    ...(tokens === 'anyone' ? {} : { security: [{ bearer: [] }] }),
    'x-tokens': tokens,
    'x-rate': rate,
    parameters: [...pathParameters(route), ...queryParameters(route)],
    ...(body === undefined ? {} : { requestBody: { content: contentOf(body) } }),
    responses: { ...answers(route), ...failures(route) },
  }
}

const pathParameters = ({ path }: Route): ReadonlyArray<JsonSchema> =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

const queryParameters = ({ query }: Route): ReadonlyArray<JsonSchema> =>
  Object.entries(query).map(([name, codec]) => ({ name, in: 'query', required: false, schema: schemaOf(codec) }))

const answers = (route: Route): JsonSchema =>
  Object.fromEntries(
    Object.entries(route.answers).map(([status, codec]) => [
      status,
      codec instanceof t.VoidType
        ? { description: route.summary }
        : { description: route.summary, content: contentOf(codec) },
    ]),
  )

/** One entry a status; where several errors share one, their words stand side by side. */
function failures(route: Route): JsonSchema {
  const words = new Map<number, Set<string>>()
  const note = (status: number, text: string): void => {
    words.set(status, (words.get(status) ?? new Set()).add(text))
  }
  for (const tag of [...(Object.keys(route.errors) as ErrorTag[]), ...GATE_ERRORS])
    note(statusOf(tag), route.errors[tag] ?? wordsOf(tag))
  for (const [status, text] of READING_FAILS[route.takes]) note(status, text)
  return Object.fromEntries(
    [...words].map(([status, texts]) => [
      status,
      { description: [...texts].join(' | '), content: jsonContent({ $ref: '#/components/schemas/Failure' }) },
    ]),
  )
}
