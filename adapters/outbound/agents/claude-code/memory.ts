import type { AgentMemory } from '../../../../domain/approvals/agent-memory.js'
import { isJsonObject } from '../../../../domain/approvals/canonical-json.js'

const SCOPES: ReadonlyMap<unknown, AgentMemory['scope']> = new Map([
  ['session', 'session'],
  ['localSettings', 'local'],
  ['projectSettings', 'project'],
  ['userSettings', 'user'],
])

/** Modes that an offer may set; others ask about less than a person can see on a card. */
const MODES: ReadonlySet<unknown> = new Set(['acceptEdits', 'plan', 'default'])

/** Bounds of an offer that can be read on a card; those of UTF-16 code units for a text. */
const MAX_CHANGES = 20
const MAX_ITEMS = 50
const MAX_LENGTH = 2_000

/**
 * Reads what the dialog of Claude Code offers to store (`permission_suggestions`); empty when a part cannot be read. 2.1.197 and 2.1.332
 * offer the same.
 */
export function readMemory(suggestions: unknown): ReadonlyArray<AgentMemory> {
  if (!Array.isArray(suggestions) || suggestions.length > MAX_CHANGES) return []
  const read = suggestions.map(readChange)
  const known = read.filter((one) => one !== null)
  return known.length === read.length ? known : []
}

function readChange(value: unknown): AgentMemory | null {
  if (!isJsonObject(value)) return null
  const { type, destination, behavior, rules, directories, mode } = value
  const scope = SCOPES.get(destination)
  const items =
    type === 'addRules' && behavior === 'allow'
      ? itemsOf(rules, ruleText)
      : type === 'addDirectories'
        ? itemsOf(directories, folder)
        : type === 'setMode' && typeof mode === 'string' && MODES.has(mode)
          ? [mode]
          : null
  const kind = type === 'addRules' ? 'rules' : type === 'addDirectories' ? 'folders' : 'mode'
  return scope === undefined || items === null ? null : { kind, items, scope }
}

function itemsOf(values: unknown, textOf: (value: unknown) => string | null): ReadonlyArray<string> | null {
  if (!Array.isArray(values) || values.length === 0 || values.length > MAX_ITEMS) return null
  const texts = values.map(textOf)
  const known = texts.filter((text) => text !== null && text.length <= MAX_LENGTH)
  return known.length === texts.length ? (known as ReadonlyArray<string>) : null
}

const folder = (value: unknown): string | null => (typeof value === 'string' && value.startsWith('/') ? value : null)

/** Name of a tool, also of an MCP server. Without parentheses, so that a rule is read as it was written. */
const TOOL = /^[\w-]{1,200}$/

function ruleText(value: unknown): string | null {
  if (!isJsonObject(value)) return null
  const { toolName, ruleContent } = value
  if (typeof toolName !== 'string' || !TOOL.test(toolName)) return null
  if (ruleContent === undefined) return toolName
  return typeof ruleContent === 'string' ? `${toolName}(${ruleContent})` : null
}

const DESTINATIONS = {
  session: 'session',
  local: 'localSettings',
  project: 'projectSettings',
  user: 'userSettings',
} as const satisfies Record<AgentMemory['scope'], string>

/** Changes that Claude Code stores with an allow (`updatedPermissions`): exactly those that were shown. */
export const memoryJson = (memory: ReadonlyArray<AgentMemory>): ReadonlyArray<Record<string, unknown>> =>
  memory.map(({ kind, items, scope }) => ({ ...changeJson(kind, items), destination: DESTINATIONS[scope] }))

function changeJson(kind: AgentMemory['kind'], items: ReadonlyArray<string>): Record<string, unknown> {
  switch (kind) {
    case 'rules':
      return { type: 'addRules', behavior: 'allow', rules: items.map(ruleJson) }
    case 'folders':
      return { type: 'addDirectories', directories: items }
    case 'mode':
      return { type: 'setMode', mode: items[0] }
  }
}

function ruleJson(text: string): Record<string, string> {
  const at = text.indexOf('(')
  return at === -1 ? { toolName: text } : { toolName: text.slice(0, at), ruleContent: text.slice(at + 1, -1) }
}
