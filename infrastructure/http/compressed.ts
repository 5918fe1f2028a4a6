import accepts from 'accepts'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { Body } from './send.js'
import type { AppContext } from './state.js'

/** Minimum size in bytes. Compressing a smaller body saves no network packet. */
const MIN_BYTES = 1_024

const gzipped = promisify(gzip)

/**
 * The body under gzip, in a thread of Node's pool, for clients that accept it. No Brotli: answers are made while the
 * client waits, and versions of Node.js have a fault in its decoder. Entity tags become weak (RFC 9110, section 8.8.3.3).
 */
export async function compressed({ req, res }: AppContext, body: Body): Promise<Body> {
  if (body === undefined || req.method === 'HEAD' || Buffer.byteLength(body) < MIN_BYTES) return body
  if (res.hasHeader('Content-Encoding')) return body
  res.appendHeader('Vary', 'Accept-Encoding')
  if (accepts(req).encodings(['gzip', 'identity']) !== 'gzip') return body
  const small = await gzipped(body, { level: constants.Z_BEST_SPEED })
  res.setHeader('Content-Encoding', 'gzip')
  const tag = res.getHeader('ETag')
  if (typeof tag === 'string') res.setHeader('ETag', `W/${tag}`)
  return small
}
