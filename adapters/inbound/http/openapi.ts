import * as t from 'io-ts'
import type { BodyKind } from '../../../infrastructure/http/body.js'
import type { FailureCode } from '../../../infrastructure/http/reply.js'
import { schemaOf, type JsonSchema } from '../../../infrastructure/codec/schema.js'
import type { ErrorTag } from './app-error.js'
import { isBytes, isForm, mediaTypeOf } from './routing/bytes.codec.js'
import { statusOf, wordsOf } from './error-body.js'
import { GATE_ERRORS, type DecodingCode } from './routing/codes.js'
import type { Route } from './routing/route.js'
import { STRICT_HEADER } from './routing/strict-header.js'

/** OpenAPI 3.1 document. */
export type OpenApiDocument = JsonSchema

type Failing = readonly [status: number, code: FailureCode | DecodingCode, words: string]

const TOO_SLOW: Failing = [408, 'BodyTooSlow', 'Body too slow']

const READING_FAILS: Readonly<Record<BodyKind, ReadonlyArray<Failing>>> = {
  none: [],
  json: [
    [400, 'InvalidJson', 'Invalid JSON'],
    [400, 'InvalidInput', wordsOf('InvalidInput')],
    [400, 'UnknownFields', 'Unknown fields'],
    TOO_SLOW,
    [413, 'BodyTooLarge', 'Body too large'],
  ],
  loose: [[413, 'BodyTooLarge', 'Body too large']],
  png: [TOO_SLOW, [413, 'BodyTooLarge', 'Image too large']],
  wav: [TOO_SLOW, [413, 'BodyTooLarge', 'Audio too large']],
  form: [
    [400, 'MalformedForm', 'busboy'],
    [415, 'MultipartRequired', 'multipart-required'],
  ],
}

const DESCRIPTION = `Query integers outside their range are refused with 400 \`InvalidQuery\`; those marked \`x-clamped\` are clamped \
to the range, and read as the default when they are no number. Fields of a body that an operation does not take are ignored; with the \
request header \`${STRICT_HEADER}: 1\` they are refused with 400 \`UnknownFields\`.`

/** Describes every route from the same data that serves it. */
export function openApiDocument(routes: Readonly<Record<string, Route>>, version: string): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [operationId, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(operationId, route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Penates', version, description: DESCRIPTION },
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

const answers = (route: Route): JsonSchema => ({
  ...Object.fromEntries(
    Object.entries(route.answers).map(([status, codec]) => [
      status,
      codec instanceof t.VoidType
        ? { description: route.summary }
        : { description: route.summary, content: contentOf(codec) },
    ]),
  ),
  ...(route.isTagged
    ? { 304: { description: 'The answer with the tag of `If-None-Match` is still that of now.' } }
    : {}),
})

/** One entry per status with the codes and texts of all its errors. */
function failures(route: Route): JsonSchema {
  const byStatus = new Map<number, { readonly codes: Set<string>; readonly texts: Set<string> }>()
  const add = (status: number, code: string, text: string): void => {
    const entry = byStatus.get(status) ?? { codes: new Set(), texts: new Set() }
    byStatus.set(status, entry)
    entry.codes.add(code)
    entry.texts.add(text)
  }
  for (const tag of [...(Object.keys(route.errors) as ErrorTag[]), ...GATE_ERRORS])
    add(statusOf(tag), tag, route.errors[tag] ?? wordsOf(tag))
  for (const [status, code, text] of READING_FAILS[route.takes]) add(status, code, text)
  if (Object.values(route.query).some(isRanged)) add(400, 'InvalidQuery', 'Invalid query')
  add(500, 'InternalError', 'Internal error')
  return Object.fromEntries(
    [...byStatus].map(([status, { codes, texts }]) => [
      status,
      { description: [...texts].join(' | '), content: jsonContent(failureWith([...codes])) },
    ]),
  )
}

/** True for a query whose values may be refused. */
const isRanged = (codec: t.Mixed): boolean => {
  const { maximum, 'x-clamped': isClamped } = schemaOf(codec)
  return maximum !== undefined && isClamped !== true
}

const failureWith = (codes: ReadonlyArray<string>): JsonSchema => ({
  allOf: [{ $ref: '#/components/schemas/Failure' }, { type: 'object', properties: { code: { enum: codes } } }],
})
