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

/** What a file can be called: 1–255 bytes of UTF-8 without slash and NUL; not `.` or `..`. */
export type FileName = string & { readonly [brand]: 'FileName' }

/** Of every file system in use: NAME_MAX. */
export const MAX_NAME_BYTES = 255

/** The name of something that exists or is to. */
export function parseFileName(raw: string): E.Either<BadFileName | BadPath, FileName> {
  if (raw === '.' || raw === '..') return E.left(badPath)
  const isName = raw !== '' && !/[/\0]|\p{Surrogate}/u.test(raw) && utf8Bytes(raw) <= MAX_NAME_BYTES
  return isName ? E.right(raw as FileName) : E.left(badFileName)
}

/** The name of something new. A backslash is part of a name here and separates folders elsewhere: it is refused. */
export function parseNewName(raw: unknown): E.Either<BadFileName | BadPath, FileName> {
  if (raw === undefined) return E.left(badFileName)
  if (typeof raw !== 'string') return E.left(badPath)
  return raw.includes('\\') ? E.left(badFileName) : parseFileName(raw)
}

/** How many bytes a text without lone surrogates has in UTF-8. */
export function utf8Bytes(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** The same name with a number: `notes-1.txt`. Its end stays, so that it is still the same kind of file. */
export function numberedName(name: FileName, number: number): FileName {
  const dot = name.lastIndexOf('.')
  const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  const tail = `-${number}${end}`
  const room = MAX_NAME_BYTES - utf8Bytes(tail)
  // An end that fills the whole name is no kind of file.
  if (room < 1) return `${shortened(name, MAX_NAME_BYTES - utf8Bytes(`-${number}`))}-${number}` as FileName
  return (shortened(stem, room) + tail) as FileName
}

/** As many whole characters of a text as fit. */
export function shortened(text: string, maxBytes: number): string {
  let [kept, bytes] = ['', 0]
  for (const character of text) {
    bytes += utf8Bytes(character)
    if (bytes > maxBytes) break
    kept += character
  }
  return kept
}

/** What can be made: an empty file, or a folder. */
export type NewFileKind = 'file' | 'dir'

export const parseNewFileKind = (raw: unknown): E.Either<BadFileOperation, NewFileKind> =>
  raw === 'file' || raw === 'dir' ? E.right(raw) : E.left(badFileOperation)
