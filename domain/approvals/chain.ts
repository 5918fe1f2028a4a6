import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../shared/instant.js'
import { canonicalJson, isJsonObject, type Json, type JsonObject } from './canonical-json.js'

/** Returns the SHA-256 of a text's UTF-8 bytes, in hex. */
export type Sha256 = (text: string) => string

/** Last record of a chain. */
export interface ChainHead {
  /** Number of the record, counted from 1; 0 for an empty chain. */
  readonly seq: number
  readonly hash: string
}

export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: '0'.repeat(64) }

/** Content of a record without its position in the chain. The caller has checked that it is not nested too deeply. */
export type ChainEntry = JsonObject & { readonly kind: string }

/** Appends a record. Returns its line, without the line feed, and the new head. `hash` covers all earlier records. */
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

/** Throws when the record is nested too deeply, which is a defect: entries are checked before. */
function textOf(value: Json): string {
  const text = canonicalJson(value)
  if (E.isLeft(text)) throw new Error('a record of the chain is nested too deeply')
  return text.right
}

/**
 * Reads the entry of a line without its position in the chain; `null` when the line is not a record. Does not verify
 * the chain.
 */
export function readEntry(text: string): ChainEntry | null {
  const value = parse(text)
  if (!isJsonObject(value)) return null
  const { at: _at, hash: _hash, prev: _prev, seq: _seq, kind, ...entry } = value
  return typeof kind === 'string' ? { ...entry, kind } : null
}

/** First fault of a chain: its kind and the record that is not as written. */
export interface ChainFault {
  /** Fault of the chain. */
  readonly problem: 'edited' | 'missing' | 'reordered' | 'cut' | 'unreadable' | 'no-head'
  /** Number of the record that is edited, missing or out of order, or of the first one cut off. */
  readonly seq: number
  /** Line of the file, from 1, at which the fault was detected. */
  readonly line: number
}

/** State of a check that processes one line at a time, so that memory does not depend on the length of the log. */
export interface ChainCheck {
  /** Head stored beside the log; `null` when there is none. */
  readonly noted: ChainHead | null
  readonly head: ChainHead
  readonly lines: number
  /** First fault. A missing record can still turn out to be out of order. */
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

/** Checks the next line. */
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
  // This record is as written, so the one before it was edited and given a new hash.
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

/** Ends a check. Records past the stored head are valid: the program ended between the two writes. */
export function endCheck({ fault, head, lines, noted }: ChainCheck): ChainFault | null {
  const line = Math.max(1, lines)
  if (fault !== null) return fault
  if (noted === null) return head.seq === 0 ? null : { problem: 'no-head', seq: head.seq, line }
  if (head.seq < noted.seq) return { problem: 'cut', seq: head.seq + 1, line }
  return null
}
