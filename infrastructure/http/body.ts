import { formOf } from './form.js'
import { receive, type BodyLimits } from './receive.js'
import { failure } from './reply.js'
import { send } from './send.js'
import type { AppContext } from './state.js'

/**
 * Body handling of a route. `json`: an absent body or another content type reads as `{}`; invalid JSON is refused.
 * `loose`: for senders that must not be refused; any content type, and a body that is not a JSON object, was cut off or
 * is absent reads as `{}`. `form`: files of a multipart form, as a `Form` that reads on demand. `png` and `wav`:
 * unchecked bytes of an `image/png` or `audio/wav`; empty for any other content type.
 */
export type BodyKind = 'none' | 'json' | 'loose' | 'form' | 'png' | 'wav'

export type BodyKindLimits = Readonly<Record<Exclude<BodyKind, 'none' | 'form'>, BodyLimits>>

/**
 * The contract's 100 kB, 1 MiB for agents' reports with tool output, 8 MiB for a screenshot and 10 MiB (five and a half
 * minutes) for speech. 10 s suffice on the slowest mobile connection; a screenshot or speech has two minutes.
 */
export const BODY_LIMITS: BodyKindLimits = {
  json: { maxBytes: 100 * 1024, timeoutMs: 10_000 },
  loose: { maxBytes: 1024 * 1024, timeoutMs: 10_000 },
  png: { maxBytes: 8 * 1024 * 1024, timeoutMs: 120_000 },
  wav: { maxBytes: 10 * 1024 * 1024, timeoutMs: 120_000 },
}

/** Reads the body for its route; `null` when the request was answered with an error or its client has disconnected. */
export type ReadBody = (ctx: AppContext) => Promise<{ readonly value: unknown } | null>

/** Returns the body reader of a kind. */
export function bodyReader(kind: BodyKind, limits: BodyKindLimits): ReadBody {
  switch (kind) {
    case 'none':
      return () => NO_BODY
    case 'json':
      return jsonBody(limits.json)
    case 'loose':
      return looseBody(limits.loose)
    case 'form':
      return formBody
    case 'png':
      return mediaBody('image/png', 'Image too large', limits.png)
    case 'wav':
      return mediaBody('audio/wav', 'Audio too large', limits.wav)
  }
}

const NO_BODY = Promise.resolve({ value: undefined })

function jsonBody(limits: BodyLimits): ReadBody {
  return async (ctx) => {
    const bytes = await bytesOf(ctx, 'application/json', limits, 'Body too large')
    if (bytes === null) return null
    const json = parseJson(bytes)
    if (json === null) send(ctx, failure(400, 'InvalidJson', 'Invalid JSON'))
    return json
  }
}

function looseBody(limits: BodyLimits): ReadBody {
  return async (ctx) => {
    const received = await receive(ctx.req, limits)
    if (received._tag === 'tooLarge') {
      send(ctx, failure(413, 'BodyTooLarge', 'Body too large'))
      return null
    }
    return { value: received._tag === 'bytes' ? looseObject(received.bytes) : {} }
  }
}

function mediaBody(mediaType: string, tooLargeText: string, limits: BodyLimits): ReadBody {
  return async (ctx) => {
    const value = await bytesOf(ctx, mediaType, limits, tooLargeText)
    return value === null ? null : { value }
  }
}

/** Body of the wanted type, empty for another type; `null` when the request was answered with an error or has ended. */
async function bytesOf(
  ctx: AppContext,
  mediaType: string,
  limits: BodyLimits,
  tooLargeText: string,
): Promise<Buffer | null> {
  const [sent = ''] = (ctx.req.headers['content-type'] ?? '').split(';')
  if (sent.trim().toLowerCase() !== mediaType) return Buffer.alloc(0)
  const received = await receive(ctx.req, limits)
  switch (received._tag) {
    case 'bytes':
      return received.bytes
    case 'tooLarge':
      send(ctx, failure(413, 'BodyTooLarge', tooLargeText))
      return null
    case 'slow':
      send(ctx, failure(408, 'BodyTooSlow', 'Body too slow', { Connection: 'close' }))
      return null
    case 'cut':
      return null
  }
}

/** Reads a form. Its duration is bounded by the server's limit on whole requests. */
const formBody: ReadBody = async (ctx) => {
  const form = await formOf(ctx.req)
  if (form === 'no-form') send(ctx, failure(415, 'MultipartRequired', 'multipart-required'))
  else if (form === 'bad-boundary') send(ctx, failure(400, 'MalformedForm', 'busboy'))
  else return { value: form }
  return null
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const looseUtf8 = new TextDecoder('utf-8')

function parseJson(bytes: Buffer): { readonly value: unknown } | null {
  if (bytes.length === 0) return { value: {} }
  try {
    return { value: JSON.parse(strictUtf8.decode(bytes)) as unknown }
  } catch {
    return null
  }
}

function looseObject(bytes: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(looseUtf8.decode(bytes))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : {}
  } catch {
    return {}
  }
}
