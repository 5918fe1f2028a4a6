import * as E from 'fp-ts/lib/Either.js'
import type { brand } from '../shared/brand.js'
import {
  badFileName,
  badFileOperation,
  badPath,
  type BadFileName,
  type BadFileOperation,
  type BadPath,
} from './errors.js'

/** File name: 1–255 bytes of UTF-8 without slash and NUL; not `.` or `..`. */
export type FileName = string & { readonly [brand]: 'FileName' }

/** NAME_MAX of all file systems in use. */
export const MAX_NAME_BYTES = 255

/** Reads the name of an existing or new file. */
export function parseFileName(raw: string): E.Either<BadFileName | BadPath, FileName> {
  if (raw === '.' || raw === '..') return E.left(badPath)
  const isName = raw !== '' && !/[/\0]|\p{Surrogate}/u.test(raw) && utf8Bytes(raw) <= MAX_NAME_BYTES
  return isName ? E.right(raw as FileName) : E.left(badFileName)
}

/** Reads the name of a new file. Refuses backslashes, which are path separators on other systems. */
export function parseNewName(raw: unknown): E.Either<BadFileName | BadPath, FileName> {
  if (raw === undefined) return E.left(badFileName)
  if (typeof raw !== 'string') return E.left(badPath)
  return raw.includes('\\') ? E.left(badFileName) : parseFileName(raw)
}

/** Length in UTF-8 bytes of a text without lone surrogates. */
export function utf8Bytes(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** Name with a number: `notes-1.txt`. The extension is kept, so that the file type does not change. */
export function numberedName(name: FileName, number: number): FileName {
  const dot = name.lastIndexOf('.')
  const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  const tail = `-${number}${end}`
  const room = MAX_NAME_BYTES - utf8Bytes(tail)
  // An extension that fills the whole name is not treated as one.
  if (room < 1) return `${shortened(name, MAX_NAME_BYTES - utf8Bytes(`-${number}`))}-${number}` as FileName
  return (shortened(stem, room) + tail) as FileName
}

/** Longest prefix of whole characters that fits into `maxBytes`. */
export function shortened(text: string, maxBytes: number): string {
  let [kept, bytes] = ['', 0]
  for (const character of text) {
    bytes += utf8Bytes(character)
    if (bytes > maxBytes) break
    kept += character
  }
  return kept
}

/** Kinds of entry that can be created. */
export type NewFileKind = 'file' | 'dir'

export const parseNewFileKind = (raw: unknown): E.Either<BadFileOperation, NewFileKind> =>
  raw === 'file' || raw === 'dir' ? E.right(raw) : E.left(badFileOperation)
