import accepts from 'accepts'
import { promisify } from 'node:util'
import { constants, createGzip, gzip, type Gzip } from 'node:zlib'
import { JSON_TYPE } from './reply.js'
import type { Body } from './send.js'
import type { AppContext } from './state.js'

/** Minimum size in bytes. Compressing a smaller body saves no network packet. */
const MIN_BYTES = 1_024

const gzipped = promisify(gzip)

/**
 * The body under gzip, in a thread of Node's pool, for clients that accept it. No Brotli: answers are made while the
 * client waits, and versions of Node.js have a fault in its decoder.
 */
export async function compressed(ctx: AppContext, body: Body): Promise<Body> {
  if (body === undefined || !takesGzip(ctx, Buffer.byteLength(body))) return body
  return gzipped(body, { level: constants.Z_BEST_SPEED })
}

/** Stream that compresses JSON content of a known length while it is sent; `null` where it is sent as it is. */
export function gzipFor(ctx: AppContext, length: number): Gzip | null {
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
