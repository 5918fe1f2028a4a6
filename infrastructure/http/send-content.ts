import accepts from 'accepts'
import type { Writable } from 'node:stream'
import { promisify } from 'node:util'
import { constants, createGzip, gzip, type Gzip } from 'node:zlib'
import { guarded } from '../guard/guard.js'
import { JSON_TYPE, type Content, type Reply, type WriteStream } from './reply.js'
import { end, setHead, type Body } from './send.js'
import type { AppContext } from './state.js'

/** Minimum size in bytes. Compressing a smaller body saves no network packet. */
const MIN_BYTES = 1_024

const gzipped = promisify(gzip)

/**
 * The body under gzip, in a thread of Node's pool, for clients that accept it. No Brotli: answers are made while the
 * client waits, and versions of Node.js have a fault in its decoder.
 */
async function compressed(ctx: AppContext, body: Body): Promise<Body> {
  if (body === undefined || !takesGzip(ctx, Buffer.byteLength(body))) return body
  return gzipped(body, { level: constants.Z_BEST_SPEED })
}

/** Stream that compresses JSON content of a known length while it is sent; `null` where it is sent as it is. */
function gzipFor(ctx: AppContext, length: number): Gzip | null {
  if (ctx.res.getHeader('Content-Type') !== JSON_TYPE || !takesGzip(ctx, length)) return null
  return createGzip({ level: constants.Z_BEST_SPEED })
}

/** Sets the headers of a compressed answer where it is to be one. Entity tags become weak (RFC 9110, section 8.8.3.3). */
function takesGzip({ req, res }: AppContext, length: number): boolean {
  if (req.method === 'HEAD' || length < MIN_BYTES || res.hasHeader('Content-Encoding')) return false
  res.appendHeader('Vary', 'Accept-Encoding')
  if (accepts(req).encodings(['gzip', 'identity']) !== 'gzip') return false
  res.setHeader('Content-Encoding', 'gzip')
  const tag = res.getHeader('ETag')
  if (typeof tag === 'string') res.setHeader('ETag', `W/${tag}`)
  return true
}

/** Milliseconds after which a client that accepts nothing is disconnected; it can request the rest again. */
const STALL_MS = 120_000

/** Sends a reply with its content or stream, if it has one. */
export async function sendWhole(ctx: AppContext, reply: Reply): Promise<void> {
  const body = setHead(ctx, reply)
  const { content, stream } = reply
  if (body !== null) {
    end(ctx, await compressed(ctx, body))
    await content?.close()
  } else if (stream !== undefined) await sendStream(ctx, stream)
  else if (content !== undefined) await sendContent(ctx, content)
}

/** Sends the head at once: a stream may be silent for long. */
async function sendStream({ req, res }: AppContext, stream: WriteStream): Promise<void> {
  if (req.method === 'HEAD') {
    res.end()
    return
  }
  res.setHeader('X-Accel-Buffering', 'no') // nginx(8) would hold events back
  res.flushHeaders()
  await stream(res)
}

/**
 * Sends content while it is read, one chunk at a time; head and status are already set. The connection is closed when
 * the content is shorter than declared or reading fails, because no other error signal is left.
 */
async function sendContent(ctx: AppContext, { length, chunks, close }: Content): Promise<void> {
  const { req, res } = ctx
  const gzip = gzipFor(ctx, length)
  if (gzip === null) res.setHeader('Content-Length', length)
  else {
    gzip.on(
      'error',
      guarded('response content', () => res.destroy()),
    )
    res.once(
      'close',
      guarded('response content', () => gzip.destroy()),
    )
    gzip.pipe(res)
  }
  const target = gzip ?? res
  res.setTimeout(
    STALL_MS,
    guarded('response content', () => res.destroy()),
  )
  try {
    if (req.method === 'HEAD' || (await sendAll(target, length, chunks()))) target.end()
    else res.destroy()
  } catch (thrown) {
    res.destroy()
    throw thrown
  } finally {
    await close()
  }
}

/** Resolves to true when everything was sent. */
async function sendAll(target: Writable, length: number, chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  let left = length
  for await (const chunk of chunks) {
    left -= chunk.length
    if (!(await written(target, chunk))) return false
  }
  return left === 0
}

/** Resolves to true once the system has accepted the chunk, whose memory can then be reused. */
const written = (target: Writable, chunk: Uint8Array): Promise<boolean> =>
  new Promise((resolve) => {
    if (target.destroyed) {
      resolve(false)
      return
    }
    const onClose = guarded('response content', () => resolve(false))
    target.once('close', onClose)
    const onWritten = (error: Error | null | undefined): void => {
      target.off('close', onClose)
      resolve(!error)
    }
    target.write(chunk, guarded('response content', onWritten))
  })
