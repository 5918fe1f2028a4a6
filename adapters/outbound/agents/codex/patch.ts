import type { JsonObject } from '../../../../domain/approvals/canonical-json.js'

/** Change of one file, as a call of the tool that does the same in Claude Code. */
export interface FileChange {
  readonly tool: 'Write' | 'Edit' | 'MultiEdit' | 'Delete'
  readonly path: string
  readonly input: JsonObject
}

interface Section {
  readonly action: string
  readonly path: string
  movedTo: string | null
  /** Texts before and after each change, by lines. */
  readonly hunks: { readonly before: string[]; readonly after: string[] }[]
}

const HEAD = /^\*\*\* (Add|Update|Delete) File: (.+)$/
const MOVE = /^\*\*\* Move to: (.+)$/
const MARK = /^\*\*\* (Begin Patch|End Patch|End of File)\s*$/

/** Files that a patch of `apply_patch` changes, in its order; none for a text that is no patch. */
export function changesIn(patch: string): ReadonlyArray<FileChange> {
  const sections: Section[] = []
  for (const line of patch.trim().split('\n')) {
    const [, action, path] = HEAD.exec(line) ?? []
    const section = sections.at(-1)
    if (action !== undefined && path !== undefined) sections.push({ action, path, movedTo: null, hunks: [] })
    else if (MARK.test(line)) continue
    else if (section === undefined) return []
    else readLine(section, line)
  }
  return sections.map(changeOf)
}

function readLine(section: Section, line: string): void {
  const [, movedTo] = MOVE.exec(line) ?? []
  if (movedTo !== undefined) section.movedTo = movedTo
  else if (line.startsWith('@@')) section.hunks.push({ before: [], after: [] })
  else {
    const hunk = section.hunks.at(-1) ?? { before: [], after: [] }
    if (section.hunks.length === 0) section.hunks.push(hunk)
    if (!line.startsWith('+')) hunk.before.push(line.slice(1))
    if (!line.startsWith('-')) hunk.after.push(line.slice(1))
  }
}

function changeOf({ action, path, movedTo, hunks }: Section): FileChange {
  const input = { file_path: path, ...(movedTo === null ? {} : { moved_to: movedTo }) }
  if (action === 'Delete') return { tool: 'Delete', path, input }
  if (action === 'Add') {
    const content = hunks.flatMap(({ after }) => after.map((line) => `${line}\n`)).join('')
    return { tool: 'Write', path, input: { ...input, content } }
  }
  const edits = hunks.map(({ before, after }) => ({ old_string: before.join('\n'), new_string: after.join('\n') }))
  const [only, ...others] = edits
  return only !== undefined && others.length === 0
    ? { tool: 'Edit', path, input: { ...input, ...only } }
    : { tool: 'MultiEdit', path, input: { ...input, edits } }
}
