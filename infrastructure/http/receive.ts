import type { IncomingMessage } from 'node:http'
import type { Context, Middleware } from 'koa'

export interface BodyLimits {
  readonly maxBytes: number
  /** From admission to the last byte. */
  readonly timeoutMs: number
}

/** What came of reading a body. */
export type Received =
  /** Empty when there was none, or none of the wanted type. */
  | { readonly _tag: 'bytes'; readonly bytes: Buffer }
  | { readonly _tag: 'tooLarge' }
  /** It did not arrive in time. */
  | { readonly _tag: 'slow' }
  /** The connection ended first: nobody is there to be answered. */
  | { readonly _tag: 'cut' }

/** `any` takes a body whatever its sender calls it, or if he does not call it anything. */
export type WantedType = 'any' | 'application/json'

/** Latin-1, one character a byte: koa-body decodes always, and what is no UTF-8 must still be seen as such. */
const BYTES = 'binary'

/**
 * Receives whole bodies with koa-body, as bytes. Its JSON mode is not used: it replaces bytes that are no UTF-8, and takes
 * a key named `__proto__`, which a tool's input may well have, for malformed JSON.
 */
export function receiver(wanted: WantedType, { maxBytes, timeoutMs }: BodyLimits): (ctx: Context) => Promise<Received> {
  const type = wanted === 'any' ? 'text/plain' : wanted
  const load = once(async () => {
    const { koaBody, HttpMethodEnum } = await import('koa-body')
    return koaBody({
      text: true,
      textTypes: [type],
      textLimit: maxBytes,
      encoding: BYTES,
      json: false,
      urlencoded: false,
      parsedMethods: Object.values(HttpMethodEnum),
    })
  })

  return async (ctx) => {
    if (wanted === 'any') ctx.req.headers['content-type'] = type
    // A limit on what comes out of a decompressor limits neither work nor time.
    delete ctx.req.headers['content-encoding']
    const read = await load()
    return withDeadline(ctx.req, timeoutMs, receive(ctx, read))
  }
}

async function receive(ctx: Context, read: Middleware): Promise<Received> {
  try {
    await read(ctx, nothingMore)
    const { body } = ctx.request
    return { _tag: 'bytes', bytes: Buffer.from(typeof body === 'string' ? body : '', BYTES) }
  } catch (error) {
    if ((error as { readonly type?: unknown }).type === 'entity.too.large') return { _tag: 'tooLarge' }
    if (ctx.req.destroyed) return { _tag: 'cut' }
    throw error
  }
}

const nothingMore = (): Promise<void> => Promise.resolve()

/** koa-body waits for ever, and cannot be stopped: what it goes on listening for is taken away from it. */
async function withDeadline(request: IncomingMessage, ms: number, reading: Promise<Received>): Promise<Received> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<Received>((resolve) => {
    timer = setTimeout(() => {
      request.removeAllListeners('data')
      request.pause()
      resolve({ _tag: 'slow' })
    }, ms)
  })
  try {
    return await Promise.race([reading, deadline])
  } finally {
    clearTimeout(timer)
  }
}

function once<A>(make: () => A): () => A {
  let made: { readonly value: A } | undefined
  return () => (made ??= { value: make() }).value
}
