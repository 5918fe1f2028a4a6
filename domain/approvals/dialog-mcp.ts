import type { ToolCall } from './approval.js'
import type { Json } from './canonical-json.js'
import { isDrawn } from './drawn-text.js'

/** Name in a dialog for every tool of an MCP server. */
export const MCP_TOOL = 'mcp'
const PREFIX = 'mcp__'
const BETWEEN = '__'

export const isMcpTool = (tool: string): boolean => tool.startsWith(PREFIX)

/** Name under which dialogs of a tool are read. */
export const dialogTool = (tool: string): string => (isMcpTool(tool) ? MCP_TOOL : tool)

/** Servers and tools that the name of a tool may mean. */
function namesIn(tool: string): ReadonlyArray<{ readonly server: string; readonly name: string }> {
  const rest = tool.slice(PREFIX.length)
  return [...rest.matchAll(/(?=__)/g)].map(({ index }) => ({
    server: rest.slice(0, index),
    name: rest.slice(index + BETWEEN.length),
  }))
}

/** True when the rows of a dialog of Claude Code (2.1.197, 2.1.332) show this call of a tool of an MCP server. */
export const isMcpDrawn = (rows: ReadonlyArray<string>, { tool, input }: ToolCall): boolean =>
  namesIn(tool).some((names) => isOlderDrawn(rows, names, input) || isNewerDrawn(rows, names, input))

interface McpNames {
  readonly server: string
  readonly name: string
}

const END = '(MCP)'
/** Keys that the older dialog shows without quotes, and that end where they seem to. */
const PLAIN_KEY = /^[\w$-]+$/

/** Server, tool and arguments in one text, and below them what the server says about the tool. */
function isOlderDrawn(rows: ReadonlyArray<string>, { server, name }: McpNames, input: ToolCall['input']): boolean {
  const entries = Object.entries(input)
  if (!entries.every(([key]) => PLAIN_KEY.test(key))) return false
  const args = entries.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')
  const text = `${server} - ${name}${args === '' ? '' : `(${args})`} ${END}`
  return rows.some((_, at) => {
    // A text that goes on behind this end has another one.
    const below = rows
      .slice(at + 1)
      .join('')
      .replace(/\s/g, '')
    return !below.includes(END) && isDrawn(rows.slice(0, at + 1), text)
  })
}

/** Server and tool, whose name is drawn as words, and then each argument. */
function isNewerDrawn(rows: ReadonlyArray<string>, { server, name }: McpNames, input: ToolCall['input']): boolean {
  const words = name.replaceAll('_', ' ').replace(/\b\w/g, (letter) => letter.toUpperCase())
  const heading = `${server} — ${words} Tool: ${END}`
  return rows.some(
    (_, at) => isDrawn(rows.slice(0, at + 1), heading) && areDrawn(rows.slice(at + 1), Object.entries(input)),
  )
}

const BAR = /^│ ?/

/** True when the rows show these arguments in this order, each behind its name in one text, or below it behind bars. */
function areDrawn(rows: ReadonlyArray<string>, [first, ...others]: ReadonlyArray<readonly [string, Json]>): boolean {
  if (first === undefined) return rows.length === 0
  const [key, value] = first
  const name = `${keyOf(key)}:`
  if (rows[0] === name) {
    const end = rows.findIndex((row, at) => at > 0 && !BAR.test(row))
    const block = rows.slice(1, end === -1 ? rows.length : end).map((row) => row.replace(BAR, ''))
    const isShown = typeof value === 'string' ? isDrawn(block, value) : isValueDrawn(block, value)
    return isShown && areDrawn(rows.slice(1 + block.length), others)
  }
  return rows.some(
    (row, at) =>
      !BAR.test(row) &&
      rows[0]?.startsWith(`${name} `) === true &&
      isValueDrawn([rows[0].slice(name.length + 1), ...rows.slice(1, at + 1)], value) &&
      areDrawn(rows.slice(at + 1), others),
  )
}

const keyOf = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key))

/** Parts of a value as it is drawn, without the blanks between them. */
function partsOf(value: Json): ReadonlyArray<string> {
  if (value === null || typeof value !== 'object') return [JSON.stringify(value)]
  const comma = (parts: ReadonlyArray<string>, at: number): ReadonlyArray<string> =>
    at === 0 ? parts : [',', ...parts]
  if (Array.isArray(value))
    return ['[', ...(value as ReadonlyArray<Json>).flatMap((one, at) => comma(partsOf(one), at)), ']']
  const entries = Object.entries(value as Record<string, Json>)
  return ['{', ...entries.flatMap(([key, one], at) => comma([keyOf(key), ':', ...partsOf(one)], at)), '}']
}

const BLANKS = /^\s*/

/** True when the rows show exactly this value. Blanks count within its texts alone, and there not between two rows. */
function isValueDrawn(rows: ReadonlyArray<string>, value: Json): boolean {
  let rest = rows.map((row) => row.trim()).join('\n')
  for (const part of partsOf(value)) {
    rest = rest.replace(BLANKS, '')
    for (let at = 0; at < part.length;) {
      if (rest === '') return false
      if (rest.startsWith('\n')) {
        rest = rest.replace(BLANKS, '')
        while (part[at] === ' ') at += 1
      } else if (rest[0] === part[at]) {
        rest = rest.slice(1)
        at += 1
      } else return false
    }
  }
  return rest.trim() === ''
}
