import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type * as t from 'io-ts'
import type { IncomingHttpHeaders } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import type { OpenedFile } from '../../../../application/files/project-files.port.js'
import { parseRange } from '../../../../domain/files/byte-range.js'
import type { RangeNotSatisfiable } from '../../../../domain/files/errors.js'
import type { FilePreview } from '../../../../domain/files/file-preview.js'
import type { Content } from '../../../../infrastructure/http/reply.js'
import { ListingJson, type FileJson, type MarkedListing } from './codec.js'

/** Headers for file content: a browser that renders it runs no script, loads no resource and reaches no origin. */
const HARMLESS = {
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
}

interface Sent {
  readonly headers: Readonly<Record<string, string>>
  readonly content: Content
}

/** The whole file, to be shown. */
export function contentOf(file: OpenedFile, { mime, language }: FilePreview): Sent {
  return {
    headers: {
      ...HARMLESS,
      'Content-Type': language === null ? mime : `${mime}; charset=utf-8`,
      'X-File-Size': String(file.size),
      ...(language === null ? {} : { 'X-File-Lang': language }),
    },
    content: bytesOf(file, 0, file.size),
  }
}

/** Reads and closes a file, for an answer in JSON. */
export const wholeFile =
  (file: OpenedFile, { kind, mime, language }: FilePreview): T.Task<t.TypeOf<typeof FileJson>> =>
  async () => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of file.read({ start: 0, end: file.size })) chunks.push(Buffer.from(chunk))
    } finally {
      await file.close()
    }
    const bytes = Buffer.concat(chunks)
    const encoding = kind === 'text' ? 'utf8' : 'base64'
    return { kind, mime, size: file.size, lang: language, encoding, content: bytes.toString(encoding) }
  }

/** The file or the part of it that was asked for, to be saved. */
export function downloadOf(
  file: OpenedFile,
  path: string,
  headers: IncomingHttpHeaders,
): E.Either<RangeNotSatisfiable, Sent & { readonly status: 200 | 206 }> {
  const lastModified = new Date(file.modifiedAt).toUTCString()
  const tag = `"${file.revision}"`
  const ifRange = headers['if-range']
  const isSame = ifRange === undefined || ifRange === tag || ifRange === lastModified
  const range = parseRange(isSame ? headers.range : undefined, file.size)
  if (E.isLeft(range)) return range
  const { start, end } = range.right ?? { start: 0, end: file.size }
  const partial = { 'Content-Range': `bytes ${start}-${end - 1}/${file.size}` }
  return E.right({
    status: range.right === null ? 200 : 206,
    headers: {
      ...HARMLESS,
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': disposition(path.slice(path.lastIndexOf('/') + 1)),
      'Accept-Ranges': 'bytes',
      ETag: tag,
      'Last-Modified': lastModified,
      ...(range.right === null ? {} : partial),
    },
    content: bytesOf(file, start, end),
  })
}

const bytesOf = (file: OpenedFile, start: number, end: number): Content => ({
  length: end - start,
  chunks: () => file.read({ start, end }),
  close: file.close,
})

/** Old clients read the plain name, all others the second one. RFC 6266, appendix D. */
const disposition = (name: string): string =>
  `attachment; filename="${name.replace(/[^\x20-\x7e]|["\\%]/gu, '_')}"; filename*=UTF-8''${extendedValue(name)}`

/** RFC 8187, 3.2.1: the four that encodeURIComponent leaves and this does not. */
const extendedValue = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

/** Entries encoded between two turns of the event loop: about a millisecond. */
const SLICE = 1_000

/**
 * JSON of a listing. Encoding 10,000 entries at once would hold the event loop for 10 ms, so it is cut into slices, between which
 * other requests are answered.
 */
export async function listingBytes(listing: MarkedListing): Promise<Buffer> {
  const slices: Buffer[] = []
  for (let at = 0; at < listing.entries.length; at += SLICE) {
    if (at > 0) await setImmediate()
    const { entries } = ListingJson.encode({ ...listing, marks: null, entries: listing.entries.slice(at, at + SLICE) })
    slices.push(Buffer.from(`${at > 0 ? ',' : ''}${JSON.stringify(entries).slice(1, -1)}`))
  }
  const [head, tail] = outside(listing)
  return Buffer.concat([head, ...slices, tail])
}

const EMPTY_LIST = '"entries":[]'

/** JSON before and after the entries. Quotes in strings are escaped, so the key is found where it is a key. */
function outside(listing: MarkedListing): readonly [Buffer, Buffer] {
  const text = JSON.stringify(ListingJson.encode({ ...listing, entries: [] }))
  const inList = text.indexOf(EMPTY_LIST) + EMPTY_LIST.length - 1
  return [Buffer.from(text.slice(0, inList)), Buffer.from(text.slice(inList))]
}
