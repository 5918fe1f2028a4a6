import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../shared/instant.js'
import { canonicalJson, isJsonObject, type Json, type JsonObject } from './canonical-json.js'

/** SHA-256 of a text's UTF-8, in hex. */
export type Sha256 = (text: string) => string

/** The last record of a chain. */
export interface ChainHead {
  /** Number of the record, counted from 1; 0 for a chain without any. */
  readonly seq: number
  readonly hash: string
}

export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: '0'.repeat(64) }

/** What a record says besides its place in the chain. Shallow: whoever writes it has checked. */
export type ChainEntry = JsonObject & { readonly kind: string }

/** One more record: its line, without the line feed, and the new head. `hash` covers everything before it in the chain. */
export function link(
  head: ChainHead,
  entry: ChainEntry,
  at: Instant,
  sha256: Sha256,
): { readonly line: string; readonly head: ChainHead } {
  const body = { ...entry, at: new Date(at).toISOString(), prev: head.hash, seq: head.seq + 1 }
  const hash = sha256(textOf(body))
  return { line: textOf({ ...body, hash }), head: { seq: body.seq, hash } }
}

/** Records are made of what has been measured before; nothing in them is deep. */
function textOf(value: Json): string {
  const text = canonicalJson(value)
  if (E.isLeft(text)) throw new Error('a record of the chain is nested too deeply')
  return text.right
}

/** Reads the entry of a line without its place in the chain; `null` for what is no record. The chain is not checked. */
export function readEntry(text: string): ChainEntry | null {
  const value = parse(text)
  if (!isJsonObject(value)) return null
  const { at: _at, hash: _hash, prev: _prev, seq: _seq, kind, ...entry } = value
  return typeof kind === 'string' ? { ...entry, kind } : null
}

/** What is wrong with a chain, and with which record: the first one that is not as it was written. */
export interface ChainFault {
  readonly problem: 'edited' | 'missing' | 'reordered' | 'cut' | 'unreadable' | 'no-head'
  /** Number of the record that is edited, missing, out of its place, or the first one cut off. */
  readonly seq: number
  /** Line of the file, from 1, where that shows. */
  readonly line: number
}

/** A check in progress: one line after the other, so that no log is too long. */
export interface ChainCheck {
  /** What was noted beside the log; `null` when there is nothing. */
  readonly noted: ChainHead | null
  readonly head: ChainHead
  readonly lines: number
  /** The first fault; a missing record may still turn up out of its place. */
  readonly fault: ChainFault | null
}

export const startCheck = (noted: ChainHead | null): ChainCheck => ({
  noted,
  head: EMPTY_CHAIN,
  lines: 0,
  fault: null,
})

interface ChainRecord {
  readonly seq: number
  readonly prev: string
  readonly hash: string
}

/** Looks at the next line. */
export function checkLine(check: ChainCheck, text: string, sha256: Sha256): ChainCheck {
  const lines = check.lines + 1
  const next = check.head.seq + 1
  const record = readRecord(text, sha256)
  if (check.fault !== null) {
    const turnsUp = check.fault.problem === 'missing' && typeof record === 'object' && record.seq === check.fault.seq
    return { ...check, lines, fault: turnsUp ? { ...check.fault, problem: 'reordered' } : check.fault }
  }
  const fail = (problem: ChainFault['problem'], seq: number): ChainCheck => ({
    ...check,
    lines,
    fault: { problem, seq, line: lines },
  })
  if (typeof record === 'string') return fail(record, next)
  if (record.seq > next) return fail('missing', next)
  if (record.seq < next) return fail('reordered', record.seq)
  // This record is as it was written, so the one before it is not: somebody gave that a new hash.
  if (record.prev !== check.head.hash) return fail('edited', Math.max(1, next - 1))
  if (record.seq === check.noted?.seq && record.hash !== check.noted.hash) return fail('edited', record.seq)
  return { ...check, head: { seq: record.seq, hash: record.hash }, lines }
}

function readRecord(text: string, sha256: Sha256): ChainRecord | 'edited' | 'unreadable' {
  const value = parse(text)
  if (!isJsonObject(value)) return 'unreadable'
  const { hash, ...body } = value
  const { seq, prev } = body
  if (typeof hash !== 'string' || typeof prev !== 'string' || typeof seq !== 'number') return 'unreadable'
  const written = canonicalJson(value)
  if (E.isLeft(written)) return 'unreadable'
  return written.right === text && sha256(textOf(body)) === hash ? { seq, prev, hash } : 'edited'
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** Ends a check. Records past the noted head are those of a program that ended between two writes. */
export function endCheck({ fault, head, lines, noted }: ChainCheck): ChainFault | null {
  const line = Math.max(1, lines)
  if (fault !== null) return fault
  if (noted === null) return head.seq === 0 ? null : { problem: 'no-head', seq: head.seq, line }
  if (head.seq < noted.seq) return { problem: 'cut', seq: head.seq + 1, line }
  return null
}
