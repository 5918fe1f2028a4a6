import { isOutside } from '../../../../../domain/approvals/risk.js'

/** Verb of the headline. */
export type Verb =
  'run' | 'edit' | 'write' | 'read' | 'list' | 'find' | 'findIn' | 'fetch' | 'search' | 'use' | 'ask' | 'plan'

/** Text before and after an edit; `Write` has no text before. */
export interface Change {
  readonly before: string
  readonly after: string
}

/** A tool call as it is shown. `rest` holds every field that the other parts do not show in full. */
export interface ToolUse {
  readonly verb: Verb
  /** File, host or tool that the verb applies to; `null` when the command follows in full. */
  readonly object: string | null
  /** Whole path of the file or folder that the verb applies to; `null` for other tools. */
  readonly path: string | null
  /** Shell command; `null` for other tools. */
  readonly command: string | null
  readonly changes: ReadonlyArray<Change>
  /** True for a file outside of the agent's folder. */
  readonly isOutside: boolean
  readonly rest: Input
}

type Input = Readonly<Record<string, unknown>>
type Shown = Omit<ToolUse, 'path' | 'isOutside' | 'rest'> & {
  readonly path?: string
  readonly shown: ReadonlyArray<string>
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Reads a call of a coding CLI. Tools that are not known, and inputs of another shape, are shown field by field. */
export function toolUse(tool: string, input: Input, cwd: string | null): ToolUse {
  const { path, shown, ...use } = READERS.get(tool)?.(input, cwd) ?? {
    verb: 'use',
    object: tool,
    command: null,
    changes: [],
    shown: [],
  }
  return {
    ...use,
    path: path ?? null,
    isOutside: path !== undefined && isOutside(path, cwd),
    rest: Object.fromEntries(Object.entries(input).filter(([key]) => !shown.includes(key))),
  }
}

type Reader = (input: Input, cwd: string | null) => Shown | null

const READERS = new Map(
  Object.entries<Reader>({
    Bash: ({ command }) => {
      const line = text(command)
      return line === null ? null : { verb: 'run', object: null, command: line, changes: [], shown: ['command'] }
    },
    Edit: (input, cwd) => {
      const change = changeOf(input)
      return change && onFile('edit', input, cwd, [change], ['old_string', 'new_string'])
    },
    MultiEdit: (input, cwd) => {
      const { edits } = input
      const changes = Array.isArray(edits) ? edits.map((edit) => onlyChange(edit)) : [null]
      return changes.includes(null)
        ? null
        : onFile(
            'edit',
            input,
            cwd,
            changes.filter((one) => one !== null),
            ['edits'],
          )
    },
    Write: (input, cwd) => {
      const after = text(input['content'])
      return after === null ? null : onFile('write', input, cwd, [{ before: '', after }], ['content'])
    },
    Read: (input, cwd) => onFile('read', input, cwd, [], []),
    NotebookRead: (input, cwd) => onFile('read', input, cwd, [], [], 'notebook_path'),
    NotebookEdit: (input, cwd) => onFile('edit', input, cwd, [], [], 'notebook_path'),
    LS: (input, cwd) => onFile('list', input, cwd, [], [], 'path'),
    Grep: searchOfFiles,
    Glob: searchOfFiles,
    WebFetch: ({ url }) => {
      const host = hostOf(text(url))
      return host === null ? null : { verb: 'fetch', object: host, command: null, changes: [], shown: [] }
    },
    AskUserQuestion: () => ({ verb: 'ask', object: null, command: null, changes: [], shown: ['questions'] }),
    ExitPlanMode: ({ plan }) => ({
      verb: 'plan',
      object: null,
      command: null,
      changes: [],
      shown: text(plan) === null ? [] : ['plan'],
    }),
    WebSearch: () => ({ verb: 'search', object: null, command: null, changes: [], shown: [] }),
  }),
)

function onFile(
  verb: Verb,
  input: Input,
  cwd: string | null,
  changes: ReadonlyArray<Change>,
  shown: ReadonlyArray<string>,
  key = 'file_path',
): Shown | null {
  const path = text(input[key])
  if (path === null) return null
  const object = cwd !== null && path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : path
  return { verb, object, command: null, changes, path, shown: [...shown, key] }
}

function searchOfFiles(input: Input, cwd: string | null): Shown | null {
  if (text(input['pattern']) === null) return null
  if (input['path'] !== undefined) return onFile('findIn', input, cwd, [], [], 'path')
  return { verb: 'find', object: null, command: null, changes: [], shown: [] }
}

function changeOf({ old_string, new_string }: Input): Change | null {
  const before = text(old_string)
  const after = text(new_string)
  return before === null || after === null ? null : { before, after }
}

/** Change of one entry of `MultiEdit`; `null` when it has fields that the change does not show. */
function onlyChange(edit: unknown): Change | null {
  if (typeof edit !== 'object' || edit === null) return null
  const { old_string, new_string, ...others } = edit as Input
  return Object.keys(others).length > 0 ? null : changeOf({ old_string, new_string })
}

function hostOf(url: string | null): string | null {
  try {
    return url === null ? null : new URL(url).host
  } catch {
    return null
  }
}
