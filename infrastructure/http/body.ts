import { formOf } from './form.js'
import { receive, type BodyLimits } from './receive.js'
import { failure } from './reply.js'
import { send } from './send.js'
import type { AppContext } from './state.js'

/**
 * What a route does with a body. `json`: no body, and any other content type, is `{}`; what is no JSON is refused. `loose`:
 * for senders that must not be refused for what they say; any content type, and what is no JSON object, was cut short or
 * never came is `{}`. `form`: files of a multipart form, as a `Form` that reads them when it is asked to. `png` and `wav`:
 * the bytes of an `image/png` or `audio/wav`, of which nothing is looked at; none for any other content type.
 */
export type BodyKind = 'none' | 'json' | 'loose' | 'form' | 'png' | 'wav'

export type BodyKindLimits = Readonly<Record<Exclude<BodyKind, 'none' | 'form'>, BodyLimits>>

/**
 * The contract's 100 kB, 1 MiB where agents report what their tools printed, 8 MiB for a screenshot and 10 MiB (five minutes and a half) for
 * speech. 10 s do over the worst phone line, for a screenshot or speech two minutes.
 */
export const BODY_LIMITS: BodyKindLimits = {
  json: { maxBytes: 100 * 1024, timeoutMs: 10_000 },
  loose: { maxBytes: 1024 * 1024, timeoutMs: 10_000 },
  png: { maxBytes: 8 * 1024 * 1024, timeoutMs: 120_000 },
  wav: { maxBytes: 10 * 1024 * 1024, timeoutMs: 120_000 },
}

/** A body as its route takes it; `null` when the request has been answered instead, or its client is gone. */
export type ReadBody = (ctx: AppContext) => Promise<{ readonly value: unknown } | null>

/** Reads bodies of one kind, or answers why not. A new kind of body is a new case here. */
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

/** The body of the wanted type, empty when there is none; `null` when the request has been answered or is gone. */
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

/** How long it may take is for the server's limit on whole requests. */
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
