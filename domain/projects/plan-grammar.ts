/** Sections with items. `backlog` exists in older documents only; ideas are cards on the board. */
export type SectionName = 'released' | 'dev' | 'backlog'

/** Heading of the second level. */
export type PlanHeading =
  | { readonly kind: 'released' | 'dev'; readonly version: string }
  | { readonly kind: 'backlog' | 'changelog' }
  | { readonly kind: 'other'; readonly text: string }

/** Item of one line, with the positions of its parts. */
export interface ItemForm {
  readonly done: boolean
  /** Offset of the character between the brackets. */
  readonly markAt: number
  /** Range of the text without surrounding white space and metadata. */
  readonly textAt: number
  readonly textEnd: number
  /** Text with escaped braces resolved. */
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

/** Length of a leading byte order mark, which is not part of the first line's content. */
export const markLength = (line: string): number => (line.startsWith(BYTE_ORDER_MARK) ? 1 : 0)

/** Trims spaces and tabs at the end. A regular expression would take quadratic time on long runs. */
function trimEnd(text: string): string {
  let end = text.length
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end -= 1
  return text.slice(0, end)
}

/** Reads a heading; `null` for any other line. */
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

/** Reads an item; `null` for any other line, an indented item, or one without text. */
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

/** Offset of the metadata at the end of an item; the length of the text when there is none. */
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

/** Metadata in the form used at the end of an item, keys sorted; empty for none. */
export function writeMeta(meta: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(meta)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${key}: ${value}`)
  return pairs.length === 0 ? '' : ` {${pairs.join(', ')}}`
}

/** Escapes braces, so that text is not read back as metadata. */
export const escapeBraces = (text: string): string => text.replace(/[{}]/g, '\\$&')

/** Heading with another version; the language of the heading is kept. */
export function versionHeading(section: 'released' | 'dev', version: string, former: string): string {
  const words = section === 'released' ? 'Released' : /entwicklung/i.test(former) ? 'In Entwicklung' : 'In Development'
  return `${former.slice(0, markLength(former))}## ${words}: v${version}`
}
