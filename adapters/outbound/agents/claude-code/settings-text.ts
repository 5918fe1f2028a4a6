import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { unreadableSettings, type UnreadableSettings } from '../../../../domain/hooks/installation.js'
import { jsonSpans, type JsonArrayNode, type JsonMember, type JsonNode, type JsonObjectNode } from './json-spans.js'

/** Hooks that the hub installs in the Claude Code settings. */
export interface WantedHooks {
  /** One entry per event. */
  readonly entries: Readonly<Record<string, HookEntry>>
  /** `null` for no status line. */
  readonly statusLine: Readonly<Record<string, unknown>> | null
}

/** Entry with the hub's ownership mark. */
export interface HookEntry extends Readonly<Record<string, unknown>> {
  readonly _owner: 'penates'
}

/** Entries of the hub in a settings text. */
export interface FoundHooks {
  /** Events with entries of the hub, unchanged. */
  readonly entries: Readonly<Record<string, ReadonlyArray<unknown>>>
  /** `foreign`: another program or the person configured a status line. */
  readonly statusLine: 'ours' | 'foreign' | 'none'
}

/**
 * Settings with the given hooks, which replace earlier entries of the hub. All other bytes are kept, including a
 * foreign status line. Returns the same text when it already contains exactly these hooks.
 */
export function withHooks(text: string | null, wanted: WantedHooks): E.Either<UnreadableSettings, string> {
  const before = text === null || text.trim() === '' ? '{}\n' : text
  return pipe(
    findHooks(before),
    E.flatMap((found) =>
      isAsWanted(found, wanted, before)
        ? E.right(before)
        : pipe(
            withoutHooks(before),
            E.flatMap((clean) => put(clean, wanted)),
          ),
    ),
  )
}

/**
 * Settings without entries of the hub and without the structure added for them, so that installing and removing
 * restores the text.
 */
export function withoutHooks(text: string): E.Either<UnreadableSettings, string> {
  let current = text
  for (;;) {
    const root = rootOf(current)
    if (E.isLeft(root)) return root
    const edit = firstRemoval(current, root.right)
    if (edit === null) return E.right(current)
    current = current.slice(0, edit.start) + current.slice(edit.end)
  }
}

/** Reads the entries of the hub. */
export function findHooks(text: string): E.Either<UnreadableSettings, FoundHooks> {
  return pipe(
    rootOf(text),
    E.map((root) => {
      const entries = eventsOf(root).flatMap(({ key, value }) => {
        const ours = itemsOf(value).filter((item) => isOurs(text, item))
        return ours.length === 0 ? [] : [[key, ours.map((item) => valueOf(text, item))] as const]
      })
      const line = memberOf(root, 'statusLine')
      const statusLine = line === undefined ? 'none' : isOurStatusLine(text, line.value) ? 'ours' : 'foreign'
      return { entries: Object.fromEntries(entries), statusLine }
    }),
  )
}

function isAsWanted(found: FoundHooks, { entries, statusLine }: WantedHooks, text: string): boolean {
  const wanted = Object.fromEntries(Object.entries(entries).map(([event, entry]) => [event, [entry]]))
  const root = rootOf(text)
  const line = E.isRight(root) ? memberOf(root.right, 'statusLine') : undefined
  const lineFits =
    found.statusLine === 'foreign' ||
    (statusLine === null ? line === undefined : line !== undefined && sameJson(valueOf(text, line.value), statusLine))
  return lineFits && sameJson(sortedByKey(found.entries), sortedByKey(wanted))
}

const sortedByKey = (record: Readonly<Record<string, unknown>>) =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

// Reading

/** An empty file has no settings, as for the CLI. */
function rootOf(text: string): E.Either<UnreadableSettings, JsonObjectNode> {
  const node = jsonSpans(text.trim() === '' ? '{}' : text)
  if (text.startsWith('\uFEFF')) return E.left(unreadableSettings('they begin with a byte order mark'))
  if (E.isLeft(node)) return E.left(unreadableSettings('they are no JSON'))
  if (node.right.kind !== 'object') return E.left(unreadableSettings('they are no object'))
  const hooks = memberOf(node.right, 'hooks')?.value
  if (hooks === undefined) return E.right(node.right)
  const isKnown = hooks.kind === 'object' && hooks.members.every(({ value }) => value.kind === 'array')
  return isKnown ? E.right(node.right) : E.left(unreadableSettings('their "hooks" are not lists by event'))
}

/** Member of a key. The last of repeated keys counts, as in `JSON.parse`. */
const memberOf = ({ members }: JsonObjectNode, key: string): JsonMember | undefined =>
  members.findLast((member) => member.key === key)

function eventsOf(root: JsonObjectNode): ReadonlyArray<JsonMember> {
  const hooks = memberOf(root, 'hooks')?.value
  return hooks?.kind === 'object' ? hooks.members : []
}

const itemsOf = (node: JsonNode): ReadonlyArray<JsonNode> => (node.kind === 'array' ? node.items : [])

const valueOf = (text: string, { start, end }: JsonNode): unknown => JSON.parse(text.slice(start, end))

/** True for marked entries, and for unmarked ones of older versions, which call the hub's routes. */
function isOurs(text: string, item: JsonNode): boolean {
  const entry = valueOf(text, item)
  if (typeof entry !== 'object' || entry === null) return false
  const owner = (entry as { readonly _owner?: unknown })._owner
  return owner === 'penates' || (owner === undefined && JSON.stringify(entry).includes('/api/hooks/'))
}

const isOurStatusLine = (text: string, node: JsonNode): boolean => isOurs(text, node)

// Removing

interface Span {
  readonly start: number
  readonly end: number
}

/** First entry of the hub with the structure to remove along with it; `null` when there is none. */
function firstRemoval(text: string, root: JsonObjectNode): Span | null {
  const line = memberOf(root, 'statusLine')
  if (line !== undefined && isOurStatusLine(text, line.value)) return memberSpan(text, root, line)
  const hooks = memberOf(root, 'hooks')
  if (hooks?.value.kind !== 'object') return null
  for (const event of hooks.value.members) {
    const list = event.value
    if (list.kind !== 'array') continue
    const index = list.items.findIndex((item) => isOurs(text, item))
    if (index === -1) continue
    if (list.items.length > 1 || isFilledIn(text, list)) return itemSpan(text, list, index)
    if (hooks.value.members.length > 1 || isFilledIn(text, hooks.value)) return memberSpan(text, hooks.value, event)
    return memberSpan(text, root, hooks)
  }
  return null
}

/**
 * True when the container was empty before. The hub fills an empty container without white space, and starts a
 * container of its own with a line break.
 */
const isFilledIn = (text: string, { start }: JsonArrayNode | JsonObjectNode): boolean =>
  !/\s/.test(text.charAt(start + 1))

/** Extends a span by the comma before it; for the first of several, by the comma after it. */
function cut(before: JsonNode | undefined, own: Span, next: number | undefined, open: number): Span {
  if (before !== undefined) return { start: before.end, end: own.end }
  return next === undefined ? { start: open + 1, end: own.end } : { start: own.start, end: next }
}

function itemSpan(text: string, { start, items }: JsonArrayNode, index: number): Span {
  const item = items[index]
  if (item === undefined) return { start, end: start }
  return onlyOne(text, cut(items[index - 1], item, items[index + 1]?.start, start), items.length, item.end)
}

function memberSpan(text: string, { start, members }: JsonObjectNode, member: JsonMember): Span {
  const index = members.indexOf(member)
  const own = { start: member.start, end: member.value.end }
  return onlyOne(text, cut(members[index - 1]?.value, own, members[index + 1]?.start, start), members.length, own.end)
}

/** Extends the span of a sole element by the white space before the closing bracket. */
function onlyOne(text: string, span: Span, count: number, end: number): Span {
  if (count > 1 || !/\s/.test(text.charAt(span.start))) return span
  return { start: span.start, end: end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0) }
}

// Putting in

function put(text: string, { entries, statusLine }: WantedHooks): E.Either<UnreadableSettings, string> {
  let current = text
  for (const [event, entry] of Object.entries(entries)) {
    const next = pipe(
      rootOf(current),
      E.map((root) => putEntry(current, root, event, JSON.stringify(entry))),
    )
    if (E.isLeft(next)) return next
    current = next.right
  }
  return pipe(
    rootOf(current),
    E.map((root) =>
      statusLine === null || memberOf(root, 'statusLine') !== undefined
        ? current
        : putMember(current, root, 'statusLine', JSON.stringify(statusLine), 1),
    ),
  )
}

const indent = (depth: number): string => `\n${'  '.repeat(depth)}`

function putEntry(text: string, root: JsonObjectNode, event: string, entry: string): string {
  const list = `[${indent(3)}${entry}${indent(2)}]`
  const hooks = memberOf(root, 'hooks')?.value
  if (hooks?.kind !== 'object') {
    return putMember(text, root, 'hooks', `{${indent(2)}${JSON.stringify(event)}: ${list}${indent(1)}}`, 1)
  }
  const found = memberOf(hooks, event)?.value
  if (found?.kind !== 'array') return putMember(text, hooks, event, list, 2)
  const last = found.items.at(-1)
  return last === undefined ? insert(text, found.start + 1, entry) : insert(text, last.end, `,${indent(3)}${entry}`)
}

function putMember(
  text: string,
  { start, members }: JsonObjectNode,
  key: string,
  value: string,
  depth: number,
): string {
  const member = `${JSON.stringify(key)}: ${value}`
  const last = members.at(-1)
  return last === undefined
    ? insert(text, start + 1, member)
    : insert(text, last.value.end, `,${indent(depth)}${member}`)
}

const insert = (text: string, at: number, added: string): string => text.slice(0, at) + added + text.slice(at)
