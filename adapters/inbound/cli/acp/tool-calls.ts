import type { PlanEntry, ToolCallContent, ToolCallUpdate } from '@agentclientprotocol/sdk'

/** Tool call of the agent, as far as it has reported it. */
export type ToolCallState = Pick<ToolCallUpdate, 'toolCallId'> & {
  readonly [Field in Exclude<keyof ToolCallUpdate, 'toolCallId' | '_meta'>]?: NonNullable<ToolCallUpdate[Field]>
}

/** Call with the fields of an update that are set in it. */
export function updated(call: ToolCallState, update: ToolCallUpdate): ToolCallState {
  const { _meta, ...fields } = update
  const set = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)
  return { ...call, ...(Object.fromEntries(set) as Partial<ToolCallState>) }
}

/** Part of a report to the hub about a call; `tools.ts` in the folder of the agent reads it. */
export interface ReportedCall extends Readonly<Record<string, unknown>> {
  readonly tool_use_id: string
  readonly call: {
    readonly name: unknown
    readonly title: unknown
    readonly kind: unknown
    readonly input: unknown
    readonly locations: unknown
    readonly diffs: unknown
  }
}

export const reportedCall = ({ toolCallId, ...call }: ToolCallState): ReportedCall => ({
  tool_use_id: toolCallId,
  call: {
    name: call.name,
    title: call.title,
    kind: call.kind,
    input: call.rawInput,
    locations: call.locations,
    diffs: call.content?.flatMap((part) => (part.type === 'diff' ? [diffOf(part)] : [])),
  },
})

const diffOf = ({ path, oldText, newText }: Extract<ToolCallContent, { type: 'diff' }>) => ({ path, oldText, newText })

const MAX_OUTPUT_LINES = 8
const MAX_DIFF_LINES = 12

/** Output and changes of a call in short, as lines. */
export const outlineOf = (call: ToolCallState): ReadonlyArray<string> => [
  ...textsOf(call).flatMap((text) => shortened(text.split('\n'), MAX_OUTPUT_LINES)),
  ...diffLines(call),
]

/** Changes of a call in short, as lines. */
export const diffLines = ({ content = [] }: ToolCallState): ReadonlyArray<string> =>
  content.flatMap((part) => (part.type === 'diff' ? diffOutline(part) : []))

const textsOf = ({ content = [] }: ToolCallState): ReadonlyArray<string> =>
  content.flatMap((part) =>
    part.type === 'content' && part.content.type === 'text' ? [part.content.text.trimEnd()] : [],
  )

/** Whole output of a call; the raw one where it has no text. */
export function outputOf(call: ToolCallState): string {
  const texts = textsOf(call)
  if (texts.length > 0) return texts.join('\n')
  const { rawOutput } = call
  return typeof rawOutput === 'string' ? rawOutput : rawOutput === undefined ? '' : JSON.stringify(rawOutput)
}

function diffOutline({ path, oldText, newText }: Extract<ToolCallContent, { type: 'diff' }>): ReadonlyArray<string> {
  const [old, now] = [linesOf(oldText ?? ''), linesOf(newText)]
  const shorter = Math.min(old.length, now.length)
  let start = 0
  while (start < shorter && old[start] === now[start]) start += 1
  let end = 0
  while (end < shorter - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1
  const removed = old.slice(start, old.length - end).map((line) => `- ${line}`)
  const added = now.slice(start, now.length - end).map((line) => `+ ${line}`)
  const head = `${path} (+${String(added.length)} -${String(removed.length)})`
  return [head, ...shortened([...removed, ...added], MAX_DIFF_LINES)]
}

const linesOf = (text: string): ReadonlyArray<string> => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

const shortened = (lines: ReadonlyArray<string>, most: number): ReadonlyArray<string> =>
  lines.length <= most ? lines : [...lines.slice(0, most), `(${String(lines.length - most)} more lines)`]

/** Name of the call for a person. */
export const titleOf = ({ title, name, kind }: ToolCallState): string => title ?? name ?? kind ?? 'tool call'

const MAX_INPUT_LINES = 6
const MAX_INPUT_LENGTH = 2_000

/** Command of the call, else its input in short, as lines. */
export function commandOf({ rawInput, locations = [] }: ToolCallState): ReadonlyArray<string> {
  if (typeof rawInput !== 'object' || Object.keys(rawInput).length === 0) return locations.map(({ path }) => path)
  const { command, todos } = rawInput as { readonly command?: unknown; readonly todos?: unknown }
  if (isPlan(todos)) return planText(todos).split('\n')
  const text = typeof command === 'string' ? `$ ${command}` : JSON.stringify(rawInput)
  const more = text.length - MAX_INPUT_LENGTH
  const cut = more <= 0 ? [] : [`(${String(more)} more characters)`]
  return [...shortened(text.slice(0, MAX_INPUT_LENGTH).split('\n'), MAX_INPUT_LINES), ...cut]
}

/** opencode 1.18.33 reports its plan as a call of a tool alone. */
const isPlan = (todos: unknown): todos is ReadonlyArray<Pick<PlanEntry, 'content' | 'status'>> =>
  Array.isArray(todos) && todos.every((one: { readonly content?: unknown } | null) => typeof one?.content === 'string')

const MARKS: Readonly<Record<string, string>> = { completed: '[x]', in_progress: '[>]', pending: '[ ]' }

/** Plan as lines with the state of each entry. */
export const planText = (entries: ReadonlyArray<Pick<PlanEntry, 'content' | 'status'>>): string =>
  ['Plan', ...entries.map(({ content, status }) => `${MARKS[status] ?? '[ ]'} ${content}`)].join('\n')
