import { constants, type Stats } from 'node:fs'
import { open, realpath, type FileHandle } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Context } from 'koa'
import { guarded } from '../guard/guard.js'

export interface StaticFilesOptions {
  /** Folder of the client. It may appear, change or disappear while the hub runs. */
  readonly root: string
  /** Path prefix of files whose names contain a hash of their content and which never change; `null` for none. */
  readonly hashedBelow: string | null
  /** Path that the hub is mounted at, without a slash at its end: put into the `<base href="/">` of the page. */
  readonly mount: string
}

/**
 * Sends a file of the client, its page, or 404. Never sends a file outside the root or one whose name starts with a
 * dot.
 */
export type StaticFiles = (ctx: Context, path: string) => Promise<void>

const PAGE = '/index.html'
const SERVICE_WORKER = '/sw.js'
const BASE = '<base href="/"'
const YEAR_SECONDS = 31_536_000

/** Formats for which a build may provide compressed files. */
const COMPRESSIBLE = /\.(js|css|html|svg|webmanifest)$/

/** Ends of the names of compressed files. */
const ENDINGS = { br: '.br', gzip: '.gz' }

/** End of unpacking; Koa sees its errors on the stream itself. */
const WITHOUT_REPORT = guarded('unpacked file', () => undefined)

/** Serves the client's files. Every other path that accepts HTML gets its page, so that each view has a URL. */
export function staticFiles({ root, hashedBelow, mount }: StaticFilesOptions): StaticFiles {
  const cacheControl = (path: string): string => {
    if (path === SERVICE_WORKER) return 'no-store'
    return hashedBelow !== null && path.startsWith(hashedBelow)
      ? `public, max-age=${YEAR_SECONDS}, immutable`
      : 'public, max-age=0'
  }

  const send = async (ctx: Context, path: string): Promise<boolean> => {
    if (path === PAGE && mount !== '') {
      const page = await openBelow(root, path)
      if (page !== null) await sendPage(ctx, page)
      return page !== null
    }
    const file = COMPRESSIBLE.test(path) ? await encodedFor(ctx, root, path) : await openBelow(root, path)
    if (file === null) return false
    const { handle, stats, encoding, isUnpacked } = file
    if (encoding !== null) ctx.set('Content-Encoding', encoding)
    if (path === SERVICE_WORKER) ctx.set('Service-Worker-Allowed', `${mount}/`)
    ctx.set('Cache-Control', cacheControl(path))
    ctx.type = contentType(path)
    ctx.etag = entityTag(stats, encoding)
    ctx.lastModified = stats.mtime
    if (!isUnpacked) ctx.length = stats.size
    ctx.status = 200
    if (ctx.method === 'HEAD' || ctx.fresh) {
      if (ctx.fresh) ctx.status = 304
      await handle.close()
    } else {
      const bytes = handle.createReadStream() // closes the handle, also when the client leaves
      ctx.body = isUnpacked ? pipeline(bytes, createGunzip(), WITHOUT_REPORT) : bytes
    }
    return true
  }

  /** Page of a hub that is mounted at a path: relative addresses are those below it. */
  const sendPage = async (ctx: Context, { handle }: OpenFile): Promise<void> => {
    try {
      const page = await handle.readFile('utf8')
      ctx.set('Cache-Control', cacheControl(PAGE))
      ctx.type = contentType(PAGE)
      ctx.body = page.replace(BASE, `<base href="${mount.replaceAll('&', '&amp;')}/"`)
    } finally {
      await handle.close()
    }
  }

  return async (ctx, path) => {
    const asked = path === '/' ? PAGE : decodePath(path)
    if (asked !== null && (await send(ctx, asked))) return
    if (wantsPage(ctx, asked ?? path) && (await send(ctx, PAGE))) return
    notFound(ctx)
  }
}

function notFound(ctx: Context): void {
  ctx.status = 404
  ctx.type = 'text/plain; charset=utf-8'
  ctx.body = 'Not found\n'
}

/** Files of a hub without a web client: none. */
export const noFiles: StaticFiles = (ctx) => {
  notFound(ctx)
  return Promise.resolve()
}

/** Content type by file name; the service worker must have a script type that browsers accept. */
const contentType = (path: string): string =>
  path === SERVICE_WORKER ? 'application/javascript; charset=utf-8' : extname(path)

/** Weak tag from size, time and encoding, distinct for each representation and version of a file. */
function entityTag({ size, mtimeMs }: Stats, encoding: string | null): string {
  const suffix = encoding === null ? '' : `-${encoding}`
  return `W/"${size.toString(16)}-${Math.trunc(mtimeMs).toString(16)}${suffix}"`
}

/**
 * Opens the `.br` or `.gz` file of a path for clients that accept it, otherwise the file itself, and without such a file the
 * `.gz` file to be unpacked. A compressed file older than the file comes from an earlier build and is not sent.
 */
async function encodedFor(ctx: Context, root: string, path: string): Promise<OpenFile | null> {
  ctx.vary('Accept-Encoding')
  const plain = await openBelow(root, path)
  for (const encoding of acceptedBy(ctx)) {
    const compressed = await openBelow(root, path + ENDINGS[encoding])
    if (compressed === null) continue
    const isCurrent = plain === null || compressed.stats.mtimeMs >= plain.stats.mtimeMs
    await (isCurrent ? plain : compressed)?.handle.close()
    if (isCurrent) return { ...compressed, encoding }
  }
  if (plain !== null) return plain
  const compressed = await openBelow(root, path + ENDINGS.gzip)
  return compressed === null ? null : { ...compressed, isUnpacked: true }
}

/** Content codings that the client likes at least as much as none, the smaller first. */
function acceptedBy(ctx: Context): ReadonlyArray<Encoding> {
  return (['br', 'gzip'] as const).filter((encoding) => ctx.acceptsEncodings(encoding, 'identity') === encoding)
}

/** True for requests that accept HTML explicitly, and for those that accept anything when the path has no extension. */
function wantsPage(ctx: Context, path: string): boolean {
  const accept = ctx.get('Accept')
  if (accept.includes('text/html')) return true
  return (accept === '' || accept.includes('*/*')) && extname(path) === ''
}

/** Decoded path below the root; `null` when it could leave the root. */
function decodePath(path: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return null
  }
  const isPlain = decoded.split('/').every((segment) => !segment.startsWith('.') && !/[\0\\]/.test(segment))
  return isPlain ? decoded : null
}

type Encoding = keyof typeof ENDINGS

interface OpenFile {
  readonly handle: FileHandle
  readonly stats: Stats
  /** Content coding of the file's bytes; `null` for none. */
  readonly encoding: Encoding | null
  /** True for a `.gz` file that is sent unpacked. */
  readonly isUnpacked: boolean
}

/** Opens a file of the folder; `null` when it is missing or a link leads out of the folder. */
async function openBelow(root: string, path: string): Promise<OpenFile | null> {
  let handle: FileHandle | undefined
  try {
    const home = await realpath(root)
    const file = await realpath(join(home, path))
    if (!file.startsWith(home + sep)) return null
    handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK)
    const stats = await handle.stat()
    if (stats.isFile()) return { handle, stats, encoding: null, isUnpacked: false }
  } catch {
    // Missing, unreadable or with a too long name: treated as not found.
  }
  await handle?.close()
  return null
}
