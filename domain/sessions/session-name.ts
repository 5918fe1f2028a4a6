import * as E from 'fp-ts/lib/Either.js'
import type { brand } from '../shared/brand.js'
import { invalidSessionName, type InvalidSessionName } from './errors.js'

/**
 * The full name of a session: 1–64 characters out of ASCII letters, digits, `_`, `-` and space, which every session
 * host keeps unchanged. Sessions made elsewhere may have other names; those are plain strings and only to look at.
 */
export type SessionName = string & { readonly [brand]: 'SessionName' }

export const SESSION_NAME_MAX_LENGTH = 64

const GRAMMAR = /^[\w\- ]+$/

/** Accepts `.` as well and replaces it by `_`, as tmux does. */
export function parseSessionName(raw: string): E.Either<InvalidSessionName, SessionName> {
  const name = raw.replaceAll('.', '_')
  return name.length <= SESSION_NAME_MAX_LENGTH && GRAMMAR.test(name)
    ? E.right(name as SessionName)
    : E.left(invalidSessionName(raw))
}

/** Full name from a typed one: adds the hub's prefix unless it is present. */
export function parseBaseName(prefix: string, raw: string): E.Either<InvalidSessionName, SessionName> {
  const base = raw.startsWith(prefix) ? raw.slice(prefix.length) : raw
  return base === '' ? E.left(invalidSessionName(raw)) : parseSessionName(prefix + base)
}
