import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { TokenKind } from '../../../../domain/access/principal.js'
import { schemaOf, type JsonSchema } from '../../../../infrastructure/codec/schema.js'
import { closed } from '../../../../infrastructure/codec/unknown-paths.js'
import { isBytes, isForm, mediaTypeOf } from '../routing/bytes.codec.js'
import type { ErrorWords } from '../routing/error-row.js'
import { STRICT_HEADER, type Route } from '../routing/route.js'
import { FAILURE, failuresOf } from './failures.js'
import { parametersOf } from './parameters.js'

/** Groups of operations, by the first pattern that their path has. */
const GROUPS: ReadonlyArray<readonly [name: string, path: RegExp, description: string]> = [
  ['Repositories', /\/(diff|git)(\/|$)(?!.*files)/, 'Git repositories of sessions and projects'],
  ['Simulator', /mata/, 'iOS simulator of a Mac'],
  ['Files', /\/(files|file-content|upload|image|browse)(\/|$)/, 'Files of projects and sessions'],
  ['Hooks', /^\/api\/hooks/, 'Reports of coding agents'],
  ['Approvals', /^\/api\/approval/, 'Calls of tools that wait for a decision'],
  ['Push', /^\/api\/push/, 'Notifications of devices'],
  ['Webhooks', /^\/api\/webhooks/, 'Messages about events to addresses outside the hub'],
  ['Board', /^\/api\/board|ideagen$/, 'Cards, worktrees and finishes'],
  ['Projects', /^\/api\/projects/, 'Registered folders and their plan documents'],
  ['Usage', /^\/api\/usage|auto-resume$/, 'Tokens, costs, quotas and budgets'],
  ['Preview', /^\/api\/preview/, 'Programs of this machine in a frame'],
  ['Voice', /^\/api\/voice/, 'Speech to text'],
  ['Updates', /^\/api\/(updates|version)/, 'Versions of the hub and of programs'],
  ['Sessions', /^\/api\/(agents|sessions|screens|recent-dirs|clis|adoptions)/, 'Terminal sessions'],
  ['Server', /./, 'The hub itself'],
]

const TAGS = GROUPS.map(([name, , description]) => ({ name, description }))

const tagOf = (path: string): string => GROUPS.find(([, pattern]) => pattern.test(path))?.[0] ?? ''

/** Moves each schema with a title into the components of the document, and refers to it from where it was. */
function withComponents(document: JsonSchema): JsonSchema {
  const schemas: Record<string, unknown> = {}

  const moved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(moved)
    if (typeof value !== 'object' || value === null) return value
    const { title, ...rest } = value as { readonly title?: unknown }
    const fields = Object.fromEntries(Object.entries(value).map(([key, field]) => [key, moved(field)]))
    if (typeof title !== 'string' || !isSchema(rest)) return fields
    schemas[title] ??= fields
    return { $ref: `#/components/schemas/${title}` }
  }

  const { components, ...rest } = document
  const whole = moved(rest) as JsonSchema
  const own = (components ?? {}) as { readonly schemas?: object }
  return { ...whole, components: { ...own, schemas: { ...own.schemas, ...schemas } } }
}

const isSchema = (value: object): boolean => 'type' in value || 'anyOf' in value || 'allOf' in value

/** OpenAPI 3.1 document. */
export type OpenApiDocument = JsonSchema

const DESCRIPTION = `Query integers outside their range are refused with 400 \`InvalidQuery\`; those marked \`x-clamped\` are clamped \
to the range, and read as the default when they are no number. Fields of a body that an operation does not take are ignored; with the \
request header \`${STRICT_HEADER}: 1\` they are refused with 400 \`UnknownFields\`, as they always are by an operation with a body that does not name that header. A method that a path does not have is 405 with \`Allow\`.`

const BOOT = {
  'X-Penates-Boot': {
    description: 'Time of the start of the hub, in milliseconds; another value is another run.',
    schema: { type: 'integer' },
  },
}

const TAG = { ETag: { description: 'Strong entity tag of the answer.', schema: { type: 'string' } } }

/** Describes every route from the same data that serves it. */
export function openApiDocument(
  routes: Readonly<Record<string, Route>>,
  wordsOf: ErrorWords,
  version: string,
): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = { ...PAGES }
  for (const [operationId, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(operationId, route, wordsOf) }
  }
  return withComponents({
    openapi: '3.1.0',
    info: {
      title: 'Penates',
      version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The hub that serves this document.' }],
    security: [{ bearer: [] }],
    tags: TAGS,
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'Token of the operator, or of a session where `x-tokens` says so.',
        },
        decision: { type: 'apiKey', in: 'query', name: 'token', description: 'One-time token of one approval.' },
      },
      schemas: { Failure: FAILURE },
    },
  })
}

const jsonContent = (schema: JsonSchema): JsonSchema => ({ 'application/json': { schema } })

function contentOf(codec: t.Mixed, isExact = false): JsonSchema {
  const schema = isExact ? closed(schemaOf(codec)) : schemaOf(codec)
  if (isForm(codec)) return { 'multipart/form-data': { schema } }
  const mediaType = mediaTypeOf(codec)
  if (mediaType !== null) return { [mediaType]: { schema } }
  return isBytes(codec) ? { '*/*': { schema } } : jsonContent(schema)
}

const RATES = {
  read: 'Counts as a read.',
  write: 'Counts as a write.',
  upload: 'Counts as an upload.',
  free: 'Not limited.',
}

function operation(operationId: string, route: Route, wordsOf: ErrorWords): JsonSchema {
  const { summary, tokens, rate, body, isExact } = route
  return {
    operationId,
    tags: [tagOf(route.path)],
    summary,
    description: `${summary}. ${headerTokens(tokens).length === 0 ? 'Needs no token.' : `For tokens of: ${headerTokens(tokens).join(', ')}.`} ${RATES[rate]}`,
    security: securityOf(tokens),
    'x-tokens': tokens,
    'x-rate': rate,
    parameters: parametersOf(route),
    ...(body === undefined ? {} : { requestBody: { required: isRequired(body), content: contentOf(body, isExact) } }),
    responses: { ...answers(route), ...failuresOf(route, BOOT, wordsOf) },
  }
}

/** Kinds of token in the header. Codes of new devices come in the body. */
const headerTokens = (tokens: Route['tokens']): ReadonlyArray<TokenKind> =>
  tokens === 'anyone' ? [] : tokens.filter((kind) => kind !== 'pairing')

const securityOf = (tokens: Route['tokens']): ReadonlyArray<JsonSchema> =>
  headerTokens(tokens).length === 0 ? [] : [{ bearer: [] }, ...(tokens.includes('decision') ? [{ decision: [] }] : [])]

/** False for a body that may be left out, which reads as `{}`. */
const isRequired = (body: t.Mixed): boolean =>
  isForm(body) || mediaTypeOf(body) !== null || E.isLeft(body.decode({}) as E.Either<unknown, unknown>)

const answers = (route: Route): JsonSchema => ({
  ...Object.fromEntries(
    Object.entries(route.answers).map(([status, codec]) => [
      status,
      {
        description: route.summary,
        headers: route.isTagged ? { ...BOOT, ...TAG } : BOOT,
        ...(codec instanceof t.VoidType ? {} : { content: contentOf(codec) }),
      },
    ]),
  ),
  ...(route.isTagged
    ? { 304: { description: 'The answer that the tag was given for is unchanged.', headers: { ...BOOT, ...TAG } } }
    : {}),
})

/** Pages beside the API. */
const PAGES = {
  '/healthz': {
    get: {
      operationId: 'readHealth',
      tags: ['Server'],
      summary: 'State of the hub for probes',
      description: 'State of the hub for probes. Needs no token, under any host name. Not limited and not logged.',
      security: [],
      responses: {
        200: {
          description: 'The hub runs.',
          headers: BOOT,
          content: jsonContent({
            type: 'object',
            properties: {
              status: { const: 'ok' },
              uptimeSeconds: { type: 'integer' },
              sessions: { type: 'integer' },
              activePtys: { type: 'integer' },
              version: { type: ['string', 'null'] },
            },
            required: ['status', 'uptimeSeconds', 'sessions', 'activePtys'],
          }),
        },
        405: { description: 'Another method than GET or HEAD.', headers: BOOT },
      },
    },
  },
  '/metrics': {
    get: {
      operationId: 'readMetrics',
      tags: ['Server'],
      summary: 'Figures of the hub for Prometheus',
      description: 'Figures of the hub for Prometheus. Programs on this machine need no token.',
      security: [{ bearer: [] }, {}],
      responses: {
        200: {
          description: 'Text exposition format.',
          headers: BOOT,
          content: { 'text/plain': { schema: { type: 'string' } } },
        },
        401: { description: 'The token is missing or wrong.', headers: BOOT },
      },
    },
  },
}
