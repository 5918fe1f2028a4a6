import * as E from 'fp-ts/lib/Either.js'
import { visibleText } from '../../../../../domain/approvals/visible-text.js'
import {
  parseBaseName,
  parseSessionName,
  SESSION_NAME_MAX_LENGTH,
} from '../../../../../domain/sessions/session-name.js'

/** Session name prefix when the hub reports none. */
export const DEFAULT_PREFIX = 'cc-'

/** Control characters and those that change the writing direction. Other programs than the hub can give such names. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Session name without the hub's prefix, with control characters by name. A name equal to the prefix is kept. */
export const shownName = (name: string, prefix: string): string =>
  (name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name).replace(
    CONTROLS,
    visibleText,
  )

/** False for a session whose name the hub does not take, as one that was started elsewhere. */
export const isUsableName = (name: string): boolean => E.isRight(parseSessionName(name))

export type NameFault = 'empty' | 'too-long' | 'letters' | 'taken'

/** Validates a typed session name; `null` when the hub would accept it. `taken` holds full names. */
export function nameFault(prefix: string, typed: string, taken: ReadonlySet<string>): NameFault | null {
  const name = typed.trim()
  if (name === '') return 'empty'
  const parsed = parseBaseName(prefix, name)
  if (E.isRight(parsed)) return taken.has(parsed.right) ? 'taken' : null
  const whole = name.startsWith(prefix) ? name : prefix + name
  return whole.length > SESSION_NAME_MAX_LENGTH ? 'too-long' : 'letters'
}

/** The first one has no number. */
export const numberedName = (base: string, count: number): string => (count === 1 ? base : `${base}-${count}`)

/** Free session name derived from a folder name: `~/code/Web Shop` yields `web-shop`, then `web-shop-2`. */
export function suggestedName(prefix: string, folder: string, taken: ReadonlySet<string>): string {
  const last = folder.replace(/\/+$/, '').split('/').at(-1) ?? ''
  const plain = last
    .normalize('NFKD')
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, SESSION_NAME_MAX_LENGTH - prefix.length - 4)
  const base = plain === '' ? 'session' : plain
  for (let count = 1; ; count += 1) {
    const name = numberedName(base, count)
    if (!taken.has(prefix + name)) return name
  }
}
