import type * as t from 'io-ts'
import { schemaOf, type JsonSchema } from '../../../../infrastructure/codec/schema.js'
import type { BodyKind } from '../../../../infrastructure/http/body.js'
import type { FailureCode } from '../../../../infrastructure/http/reply.js'
import { GATE_ERRORS, type DecodingCode } from '../routing/codes.js'
import { wordsBy, type ErrorWords } from '../routing/error-row.js'
import { REQUEST_ROWS } from '../routing/errors.js'
import type { Route } from '../routing/route.js'

type Failing = readonly [status: number, code: FailureCode | DecodingCode, words: string]

const TOO_SLOW: Failing = [408, 'BodyTooSlow', 'Body too slow']

const READING_FAILS: Readonly<Record<BodyKind, ReadonlyArray<Failing>>> = {
  none: [],
  json: [
    [400, 'InvalidJson', 'Invalid JSON'],
    [400, 'InvalidInput', wordsBy(REQUEST_ROWS)('InvalidInput').words],
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

const TEXT = { type: 'string' }
const TEXTS = { type: 'array', items: TEXT }

/** Every error body. No other field occurs. */
export const FAILURE = {
  type: 'object',
  description:
    'Failure of an operation. `error` is for people, `code` for programs; the other fields depend on the code.',
  properties: {
    error: TEXT,
    code: TEXT,
    at: { ...TEXTS, description: 'Paths of fields, or keys of the query, that are wrong.' },
    blockedBy: { ...TEXTS, description: 'Cards that have to be done first.' },
    detail: { ...TEXT, description: 'Cause in words.' },
    directory: TEXT,
    docRev: { ...TEXT, description: 'Present revision of the plan document.' },
    exitCode: { type: ['integer', 'null'] },
    field: { ...TEXT, description: 'Field of the body that is wrong.' },
    files: TEXTS,
    hint: TEXT,
    id: TEXT,
    limit: { type: 'integer', description: 'Characters that fit.' },
    lastLines: { ...TEXTS, description: 'Last lines that the program wrote.' },
    merged: { type: 'boolean' },
    message: TEXT,
    meta: { type: 'object' },
    part: { ...TEXT, description: 'Part of a rule that is wrong.' },
    path: TEXT,
    pending: { type: 'boolean' },
    port: { type: 'integer' },
    problem: { ...TEXT, description: 'Fault of a text.' },
    reason: TEXT,
    reasons: TEXTS,
    retryAfter: { type: 'integer', minimum: 1, description: 'Seconds.' },
    target: TEXT,
    weaknesses: TEXTS,
    projects: TEXTS,
  },
  required: ['error', 'code'],
} satisfies JsonSchema

const RETRY_AFTER = { description: 'Seconds until the next request is taken.', schema: { type: 'integer', minimum: 1 } }

/** One response per status with the codes and texts of all its errors. */
export function failuresOf(route: Route, headers: JsonSchema, wordsOf: ErrorWords): JsonSchema {
  const byStatus = new Map<number, { readonly codes: Set<string>; readonly texts: Set<string> }>()
  const add = (status: number, code: string, text: string): void => {
    const entry = byStatus.get(status) ?? { codes: new Set(), texts: new Set() }
    byStatus.set(status, entry)
    entry.codes.add(code)
    entry.texts.add(text)
  }
  for (const tag of [...Object.keys(route.errors), ...GATE_ERRORS]) {
    const { status, words } = wordsOf(tag)
    add(status, tag, route.errors[tag] ?? words)
  }
  for (const [status, code, text] of READING_FAILS[route.takes]) add(status, code, text)
  if (Object.values(route.query).some(isRanged)) add(400, 'InvalidQuery', 'Invalid query')
  add(500, 'InternalError', 'Internal error')
  return Object.fromEntries(
    [...byStatus].map(([status, { codes, texts }]) => [
      status,
      {
        description: [...texts].join(' | '),
        headers: status === 429 ? { ...headers, 'Retry-After': RETRY_AFTER } : headers,
        content: { 'application/json': { schema: failureWith([...codes]) } },
      },
    ]),
  )
}

/** True for a query whose values may be refused. */
const isRanged = (codec: t.Mixed): boolean => {
  const { maximum, maxLength, items, 'x-clamped': isClamped } = schemaOf(codec)
  const most = maximum ?? maxLength ?? (items as JsonSchema | undefined)?.['maxLength']
  return most !== undefined && isClamped !== true
}

const failureWith = (codes: ReadonlyArray<string>): JsonSchema => ({
  allOf: [
    { $ref: '#/components/schemas/Failure' },
    { type: 'object', properties: { code: { type: 'string', enum: codes } } },
  ],
  unevaluatedProperties: false,
})
