import * as E from 'fp-ts/lib/Either.js'
import { invalidPlanEdit, type InvalidPlanEdit } from './errors.js'
import type { SectionName } from './plan-grammar.js'

/** Change of a plan document. `line` counts from 1. */
export type PlanAction =
  | { readonly action: 'toggle' | 'delete'; readonly section: SectionName; readonly line: number }
  | {
      readonly action: 'add'
      readonly section: SectionName
      readonly text: string
      readonly meta: Readonly<Record<string, string>>
    }
  | { readonly action: 'edit'; readonly section: SectionName; readonly line: number; readonly text: string }
  | { readonly action: 'move'; readonly section: SectionName; readonly line: number; readonly toSection: SectionName }
  /** `toIndex` counts from 0; larger values mean the end. */
  | { readonly action: 'reorder'; readonly section: SectionName; readonly line: number; readonly toIndex: number }
  | { readonly action: 'set-version'; readonly section: 'released' | 'dev'; readonly version: string }

/** State of the document that the client has read; `null` when the client does not send it. */
export interface PlanSeen {
  readonly docRev: string | null
  /** Text of the item to be changed. */
  readonly expect: string | null
}

type Raw = Readonly<Record<string, unknown>>
type Parsed<A> = E.Either<InvalidPlanEdit, A>

const MAX_TEXT = 500
const MAX_META = 10
const MAX_META_WORD = 60
const UNWRITABLE = /[\p{Cc}\p{Cs}\u2028\u2029{}]/u
const VERSION = /^[A-Za-z0-9.+-]{1,40}$/
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

const bad = <A>(what: string): Parsed<A> => E.left(invalidPlanEdit(`bad-${what}`))

/** Reads a change request. The error names the first invalid part. */
export function parsePlanAction(raw: Raw): Parsed<PlanAction> {
  const { action } = raw
  switch (action) {
    case 'toggle':
    case 'delete':
      return E.map((at: At) => ({ action, ...at }))(parseAt(raw))
    case 'add':
      return parseAdd(raw)
    case 'edit':
      return withAt(raw, parseText(raw['text']), (at, text) => ({ action, ...at, text }))
    case 'move':
      return withAt(raw, parseSection(raw['toSection'], 'to-section'), (at, toSection) => ({
        action,
        ...at,
        toSection,
      }))
    case 'reorder':
      return withAt(raw, parseInteger(raw['toIndex'], 0, 'to-index'), (at, toIndex) => ({ action, ...at, toIndex }))
    case 'set-version':
      return parseSetVersion(raw)
    default:
      return bad('action')
  }
}

/** Reads the expected state of the document; absent and `null` mean no expectation. */
export function parseSeen({ docRev = null, expect = null }: Raw): Parsed<PlanSeen> {
  if (docRev !== null && typeof docRev !== 'string') return bad('doc-rev')
  if (expect !== null && typeof expect !== 'string') return bad('expect')
  return E.right({ docRev, expect })
}

/** Reads a version without the leading `v`. */
export function parseVersion(raw: unknown, what: string): Parsed<string> {
  const version = typeof raw === 'string' ? raw.replace(/^v(?=\d)/i, '') : ''
  return VERSION.test(version) ? E.right(version) : bad(what)
}

interface At {
  readonly section: SectionName
  readonly line: number
}

const parseAt = (raw: Raw): Parsed<At> =>
  E.flatMap((section: SectionName) =>
    E.map((line: number): At => ({ section, line }))(parseInteger(raw['line'], 1, 'line')),
  )(parseSection(raw['section'], 'section'))

const withAt = <A>(raw: Raw, rest: Parsed<A>, build: (at: At, rest: A) => PlanAction): Parsed<PlanAction> =>
  E.flatMap((at: At) => E.map((value: A) => build(at, value))(rest))(parseAt(raw))

function parseAdd(raw: Raw): Parsed<PlanAction> {
  const section = parseSection(raw['section'], 'section')
  if (E.isLeft(section)) return section
  const text = parseText(raw['text'])
  if (E.isLeft(text)) return text
  const meta = parseMeta(raw['meta'] ?? {})
  return E.isLeft(meta) ? meta : E.right({ action: 'add', section: section.right, text: text.right, meta: meta.right })
}

function parseSetVersion({ section, version }: Raw): Parsed<PlanAction> {
  if (section !== 'released' && section !== 'dev') return bad('section')
  return E.map((parsed: string): PlanAction => ({ action: 'set-version', section, version: parsed }))(
    parseVersion(version, 'version'),
  )
}

const parseSection = (raw: unknown, what: string): Parsed<SectionName> =>
  raw === 'released' || raw === 'dev' || raw === 'backlog' ? E.right(raw) : bad(what)

const parseInteger = (raw: unknown, min: number, what: string): Parsed<number> =>
  typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= min ? E.right(raw) : bad(what)

function parseText(raw: unknown): Parsed<string> {
  const text = typeof raw === 'string' ? raw.trim() : ''
  return text !== '' && text.length <= MAX_TEXT && !UNWRITABLE.test(text) ? E.right(text) : bad('text')
}

/** Reads metadata. Refuses commas, which end a value, and colons, which end a key. */
function parseMeta(raw: unknown): Parsed<Readonly<Record<string, string>>> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return bad('meta')
  const entries = Object.entries(raw).map(([key, value]: [string, unknown]): [string, unknown] => [
    key.trim(),
    typeof value === 'string' ? value.trim() : value,
  ])
  const fits = ([key, value]: [string, unknown]): boolean =>
    isMetaWord(key) &&
    key !== '' &&
    !key.includes(':') &&
    !FORBIDDEN_KEYS.has(key) &&
    typeof value === 'string' &&
    isMetaWord(value)
  return entries.length <= MAX_META && entries.every(fits)
    ? E.right(Object.fromEntries(entries) as Readonly<Record<string, string>>)
    : bad('meta')
}

const isMetaWord = (word: string): boolean =>
  word.length <= MAX_META_WORD && !word.includes(',') && !UNWRITABLE.test(word)
