import { recordOf } from '../row-values.js'

/** Tools of opencode by the names of the hub, which those of Claude Code are. */
const TOOLS: ReadonlyMap<string, string> = new Map([
  ['bash', 'Bash'],
  ['edit', 'Edit'],
  ['glob', 'Glob'],
  ['grep', 'Grep'],
  ['question', 'AskUserQuestion'],
  ['read', 'Read'],
  ['task', 'Task'],
  ['todowrite', 'TodoWrite'],
  ['webfetch', 'WebFetch'],
  ['write', 'Write'],
])

/** Name of a tool in the hub. */
export const toolName = (tool: string): string => TOOLS.get(tool) ?? tool

/** Name in opencode of a tool of the hub. */
export const toolNamed = (name: string): string => [...TOOLS].find(([, known]) => known === name)?.[0] ?? name

const FIELDS: ReadonlyMap<string, string> = new Map([
  ['filePath', 'file_path'],
  ['oldString', 'old_string'],
  ['newString', 'new_string'],
  ['replaceAll', 'replace_all'],
])

/** Input of a call by the names of the hub. */
export function inputOf(tool: string, input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input
  if (tool === 'question') {
    const { questions } = recordOf(input)
    return Array.isArray(questions) ? { ...input, questions: questions.map(questionOf) } : input
  }
  return Object.fromEntries(
    Object.entries(input).map(([key, value]: [string, unknown]) => [FIELDS.get(key) ?? key, value]),
  )
}

function questionOf(question: unknown): unknown {
  if (typeof question !== 'object' || question === null) return question
  const { multiple, ...others } = recordOf(question)
  return { ...others, multiSelect: multiple === true }
}
