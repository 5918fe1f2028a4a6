import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { checkArchive, type Archive } from '../../../domain/server/archive.js'
import { noArchive, type NoArchive } from '../../../domain/server/archive-errors.js'

const FORMAT = 'penates-backup'
const VERSION = 1
/** Far beyond what logs and boards of years hold; an archive that unpacks to more was not written by the hub. */
const MAX_BYTES = 1024 * 1024 * 1024

const Head = t.type({ format: t.literal(FORMAT), version: t.number })
const Body = t.type({ files: t.record(t.string, t.string) })

const packed = promisify(gzip)
const unpacked = promisify(gunzip)

/** An archive as bytes: JSON under gzip, so that it can be looked into with what is on every machine. */
export function archiveBytes({ files }: Archive, createdAt: number): Promise<Buffer> {
  const entries = [...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')])
  const head = { format: FORMAT, version: VERSION, createdAt: new Date(createdAt).toISOString() }
  return packed(JSON.stringify({ ...head, files: Object.fromEntries(entries) as Record<string, string> }))
}

/** Reads what `archiveBytes` wrote. */
export async function readArchive(bytes: Uint8Array): Promise<E.Either<NoArchive, Archive>> {
  const json = await parsed(bytes)
  const head = Head.decode(json)
  if (E.isLeft(head)) return E.left(noArchive('it is no backup of Penates, or is damaged'))
  if (head.right.version > VERSION) return E.left(noArchive('it was written by a newer Penates'))
  const body = Body.decode(json)
  if (E.isLeft(body)) return E.left(noArchive('it is damaged'))
  const files = Object.entries(body.right.files)
  return checkArchive({ files: new Map(files.map(([path, text]) => [path, Buffer.from(text, 'base64')])) })
}

async function parsed(bytes: Uint8Array): Promise<unknown> {
  try {
    return JSON.parse((await unpacked(bytes, { maxOutputLength: MAX_BYTES })).toString('utf8'))
  } catch {
    return null
  }
}
