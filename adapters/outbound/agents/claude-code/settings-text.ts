import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { getNodeValue, parseTree, type Node } from 'jsonc-parser'
import { unreadableSettings, type UnreadableSettings } from '../../../../domain/hooks/installation.js'

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
      const entries = partsOf(hooksOf(root)).flatMap((event) => {
        const ours = partsOf(valueIn(event)).filter(isOurs)
        return ours.length === 0 ? [] : [[keyOf(event), ours.map(getNodeValue)] as const]
      })
      const line = valueAt(root, 'statusLine')
      const statusLine = line === undefined ? 'none' : isOurs(line) ? 'ours' : 'foreign'
      return { entries: Object.fromEntries(entries), statusLine }
    }),
  )
}

function isAsWanted(found: FoundHooks, { entries, statusLine }: WantedHooks, text: string): boolean {
  const wanted = Object.fromEntries(Object.entries(entries).map(([event, entry]) => [event, [entry]]))
  const root = rootOf(text)
  const line = E.isRight(root) ? valueAt(root.right, 'statusLine') : undefined
  const lineFits =
    found.statusLine === 'foreign' ||
    (statusLine === null ? line === undefined : line !== undefined && sameJson(getNodeValue(line), statusLine))
  return lineFits && sameJson(sortedByKey(found.entries), sortedByKey(wanted))
}

const sortedByKey = (record: Readonly<Record<string, unknown>>) =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

// Reading

/** An empty file has no settings, as for the CLI. */
function rootOf(text: string): E.Either<UnreadableSettings, Node> {
  if (text.startsWith('\uFEFF')) return E.left(unreadableSettings('they begin with a byte order mark'))
  const root = treeOf(text.trim() === '' ? '{}' : text)
  if (root === undefined) return E.left(unreadableSettings('they are no JSON'))
  if (root.type !== 'object') return E.left(unreadableSettings('they are no object'))
  const hooks = hooksOf(root)
  const isKnown =
    hooks === undefined ||
    (hooks.type === 'object' && partsOf(hooks).every((event) => valueIn(event)?.type === 'array'))
  return isKnown ? E.right(root) : E.left(unreadableSettings('their "hooks" are not lists by event'))
}

/** `undefined` for a text that is not plain JSON, and for one that is nested more deeply than the stack allows. */
function treeOf(text: string): Node | undefined {
  try {
    JSON.parse(text)
    return parseTree(text)
  } catch {
    return undefined
  }
}

/** Members of an object, or items of an array. */
const partsOf = (node: Node | undefined): ReadonlyArray<Node> => node?.children ?? []

const keyOf = (member: Node): string => partsOf(member)[0]?.value as string

const valueIn = (member: Node | undefined): Node | undefined => partsOf(member)[1]

/** Member of a key. The last of repeated keys counts, as in `JSON.parse`. */
const memberOf = (object: Node, key: string): Node | undefined =>
  partsOf(object).findLast((member) => keyOf(member) === key)

const valueAt = (object: Node, key: string): Node | undefined => valueIn(memberOf(object, key))

const hooksOf = (root: Node): Node | undefined => valueAt(root, 'hooks')

const endOf = ({ offset, length }: Node): number => offset + length

/** True for marked entries, and for unmarked ones of older versions, which call the hub's routes. */
function isOurs(node: Node): boolean {
  const entry = getNodeValue(node) as unknown
  if (typeof entry !== 'object' || entry === null) return false
  const owner = (entry as { readonly _owner?: unknown })._owner
  return owner === 'penates' || (owner === undefined && JSON.stringify(entry).includes('/api/hooks/'))
}

// Removing. The editor of jsonc-parser does not keep white space beside the first and the last part of a list.

interface Span {
  readonly start: number
  readonly end: number
}

/** First entry of the hub with the structure to remove along with it; `null` when there is none. */
function firstRemoval(text: string, root: Node): Span | null {
  const line = memberOf(root, 'statusLine')
  const lineValue = valueIn(line)
  if (line !== undefined && lineValue !== undefined && isOurs(lineValue)) return spanOf(text, root, line)
  const hooks = memberOf(root, 'hooks')
  const events = valueIn(hooks)
  if (hooks === undefined || events === undefined) return null
  for (const event of partsOf(events)) {
    const list = valueIn(event)
    const entry = partsOf(list).find(isOurs)
    if (list === undefined || entry === undefined) continue
    if (partsOf(list).length > 1 || isFilledIn(text, list)) return spanOf(text, list, entry)
    if (partsOf(events).length > 1 || isFilledIn(text, events)) return spanOf(text, events, event)
    return spanOf(text, root, hooks)
  }
  return null
}

/**
 * True when the container was empty before. The hub fills an empty container without white space, and starts a
 * separate container with a line break.
 */
const isFilledIn = (text: string, { offset }: Node): boolean => !/\s/.test(text.charAt(offset + 1))

/** A part with the comma before it; the first of several with the comma after it. */
function spanOf(text: string, container: Node, part: Node): Span {
  const parts = partsOf(container)
  const index = parts.indexOf(part)
  const [before, next] = [parts[index - 1], parts[index + 1]]
  const end = endOf(part)
  if (before !== undefined) return { start: endOf(before), end }
  if (next !== undefined) return { start: part.offset, end: next.offset }
  const after = isFilledIn(text, container) ? 0 : (/^\s*/.exec(text.slice(end))?.[0].length ?? 0)
  return { start: container.offset + 1, end: end + after }
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
      statusLine === null || valueAt(root, 'statusLine') !== undefined
        ? current
        : putMember(current, root, 'statusLine', JSON.stringify(statusLine), 1),
    ),
  )
}

const indent = (depth: number): string => `\n${'  '.repeat(depth)}`

function putEntry(text: string, root: Node, event: string, entry: string): string {
  const list = `[${indent(3)}${entry}${indent(2)}]`
  const hooks = hooksOf(root)
  if (hooks === undefined)
    return putMember(text, root, 'hooks', `{${indent(2)}${JSON.stringify(event)}: ${list}${indent(1)}}`, 1)
  const found = valueAt(hooks, event)
  return found === undefined ? putMember(text, hooks, event, list, 2) : putPart(text, found, entry, 3)
}

const putMember = (text: string, object: Node, key: string, value: string, depth: number): string =>
  putPart(text, object, `${JSON.stringify(key)}: ${value}`, depth)

function putPart(text: string, container: Node, added: string, depth: number): string {
  const last = partsOf(container).at(-1)
  return last === undefined
    ? insert(text, container.offset + 1, added)
    : insert(text, endOf(last), `,${indent(depth)}${added}`)
}

const insert = (text: string, at: number, added: string): string => text.slice(0, at) + added + text.slice(at)
