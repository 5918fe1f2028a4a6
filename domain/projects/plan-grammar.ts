/** Sections that items are counted in. `backlog` is older: the board holds ideas now. */
export type SectionName = 'released' | 'dev' | 'backlog'

/** A heading of the second level. */
export type PlanHeading =
  | { readonly kind: 'released' | 'dev'; readonly version: string }
  | { readonly kind: 'backlog' | 'changelog' }
  | { readonly kind: 'other'; readonly text: string }

/** What one line says as an item, and where in the line it says so. */
export interface ItemForm {
  readonly done: boolean
  /** Offset of the character between the brackets. */
  readonly markAt: number
  /** Range of the text, without blanks around it and without metadata. */
  readonly textAt: number
  readonly textEnd: number
  /** Escaped braces are plain ones here. */
  readonly text: string
  readonly meta: Readonly<Record<string, string>>
}

const BYTE_ORDER_MARK = '\uFEFF'
const RELEASED = /^##[ \t]+released[ \t]*:[ \t]*v?([^ \t]+)$/i
const DEV = /^##[ \t]+in[ \t]+(?:development|entwicklung)[ \t]*:[ \t]*v?([^ \t]+)$/i
const BACKLOG = /^##[ \t]+backlog(?:[ \t]*\/[ \t]*(?:ideas?|ideen))?$/i
const CHANGELOG = /^##[ \t]+changelog$/i
const OTHER = /^##[ \t]+/
const ITEM = /^-[ \t]*\[[ xX]\][ \t]*/

/** How long the byte order mark in front of a text is: it is no part of what the first line says. */
export const markLength = (line: string): number => (line.startsWith(BYTE_ORDER_MARK) ? 1 : 0)

/** By hand: a regular expression would try every start of a long run of blanks. */
function trimEnd(text: string): string {
  let end = text.length
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end -= 1
  return text.slice(0, end)
}

/** `null` for what is no heading of the second level. */
export function readHeading(raw: string): PlanHeading | null {
  const line = trimEnd(raw)
  const lead = OTHER.exec(line)?.[0].length
  if (lead === undefined || lead === line.length) return null
  const released = RELEASED.exec(line)?.[1]
  if (released !== undefined) return { kind: 'released', version: released }
  const dev = DEV.exec(line)?.[1]
  if (dev !== undefined) return { kind: 'dev', version: dev }
  if (BACKLOG.test(line)) return { kind: 'backlog' }
  if (CHANGELOG.test(line)) return { kind: 'changelog' }
  return { kind: 'other', text: line.slice(lead) }
}

/** `null` for what is no item: another mark, indented, without a text. */
export function readItem(raw: string): ItemForm | null {
  const line = trimEnd(raw)
  const lead = ITEM.exec(line)?.[0]
  if (lead === undefined || lead.length === line.length) return null
  const markAt = lead.indexOf('[') + 1
  const rest = line.slice(lead.length)
  const suffixAt = suffixOf(rest)
  const text = trimEnd(rest.slice(0, suffixAt))
  return {
    done: line[markAt] !== ' ',
    markAt,
    textAt: lead.length,
    textEnd: lead.length + text.length,
    text: text.replace(/\\([{}])/g, '$1'),
    meta: readMeta(rest.slice(suffixAt + 1, -1)),
  }
}

/** Where the metadata at the end of an item begins; its length when there is none. */
function suffixOf(rest: string): number {
  const open = rest.lastIndexOf('{')
  const isSuffix =
    rest.endsWith('}') &&
    open > 0 &&
    rest[open - 1] !== '\\' &&
    rest.at(-2) !== '\\' &&
    rest.indexOf('}', open) === rest.length - 1 &&
    trimEnd(rest.slice(0, open)) !== ''
  return isSuffix ? open : rest.length
}

function readMeta(inside: string): Readonly<Record<string, string>> {
  const pairs = inside.split(',').flatMap((pair): [string, string][] => {
    const colon = pair.indexOf(':')
    const key = pair.slice(0, Math.max(colon, 0)).trim()
    return key === '' ? [] : [[key, pair.slice(colon + 1).trim()]]
  })
  return Object.fromEntries(pairs)
}

/** Metadata as it stands at the end of an item, keys sorted; empty for none. */
export function writeMeta(meta: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(meta)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${key}: ${value}`)
  return pairs.length === 0 ? '' : ` {${pairs.join(', ')}}`
}

/** A text that may hold braces, so that it is read back as it is and never as metadata. */
export const escapeBraces = (text: string): string => text.replace(/[{}]/g, '\\$&')

/** A heading with another version; the words of the language that it is in stay. */
export function versionHeading(section: 'released' | 'dev', version: string, former: string): string {
  const words = section === 'released' ? 'Released' : /entwicklung/i.test(former) ? 'In Entwicklung' : 'In Development'
  return `${former.slice(0, markLength(former))}## ${words}: v${version}`
}
