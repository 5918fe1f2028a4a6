import type { ToolCall } from './approval.js'
import { isJsonObject, type JsonObject } from './canonical-json.js'

/** Change of a file as the dialog of Claude Code shows it (2.1.197, 2.1.332). */
export type FileChange =
  /** Text of the whole dialog: path and numbered lines. */
  | { readonly text: string }
  /** Path, and the texts before and after, which a diff below it shows; several where the agent may take the call in several ways. */
  | { readonly heading: string; readonly texts: ReadonlyArray<readonly [from: string, to: string]> }

/** Path of the file that a call changes; `null` for another call, and for input that the dialog does not show. */
export function changedFile({ tool, input, cwd }: Pick<ToolCall, 'tool' | 'input' | 'cwd'>): string | null {
  const path = input[tool === 'NotebookEdit' ? 'notebook_path' : 'file_path']
  const isKnown = typeof path === 'string' && cwd !== null && CHANGES.get(tool)?.(input) === true
  return isKnown && path.startsWith(tool === 'NotebookEdit' ? '/' : `${cwd}/`) ? path : null
}

const hasOnly = (input: JsonObject, ...keys: ReadonlyArray<string>): boolean =>
  Object.keys(input).every((key) => keys.includes(key))
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const areTexts = (...values: ReadonlyArray<unknown>): boolean => values.every((value) => typeof value === 'string')

/** Checks of the input of tools that change files: it has all that the dialog shows, and nothing else. */
const CHANGES: ReadonlyMap<string, (input: JsonObject) => boolean> = new Map([
  ['Write', (input) => areTexts(input['content']) && hasOnly(input, 'file_path', 'content')],
  [
    'Edit',
    (input) =>
      areTexts(input['old_string'], input['new_string']) &&
      ['boolean', 'undefined'].includes(typeof input['replace_all']) &&
      input['old_string'] !== '' &&
      hasOnly(input, 'file_path', 'old_string', 'new_string', 'replace_all'),
  ],
  [
    'NotebookEdit',
    (input) =>
      areTexts(input['cell_id'], input['new_source']) &&
      ['replace', 'insert', 'delete', undefined].includes(input['edit_mode'] as string | undefined) &&
      areTexts(input['cell_type']) === (input['edit_mode'] === 'insert') &&
      hasOnly(input, 'notebook_path', 'cell_id', 'new_source', 'edit_mode', 'cell_type'),
  ],
])

/** Change that a call makes to its file with this content; `null` where it makes none that is shown. A file that is not there is `null`. */
export function fileChange(call: ToolCall, content: string | null): FileChange | null {
  const path = changedFile(call)
  if (path === null) return null
  const { tool, input } = call
  if (tool === 'NotebookEdit') return content === null ? null : cellChange(path, input, content)
  const heading = path.slice((call.cwd ?? '').length + 1)
  if (tool === 'Write') {
    const to = textOf(input['content'])
    if (content !== null) return { heading, texts: [[content, to]] }
    return to === '' ? null : { text: `${heading}\n${numbered(to)}` }
  }
  if (content === null) return null
  const from = content.replaceAll('\r\n', '\n')
  return { heading, texts: editedTexts(input, from).map((to) => [from, to]) }
}

const numbered = (text: string): string =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line, at) => `${String(at + 1)} ${line}`)
    .join('\n')

/** Texts after the edit. A deleted text may take the line break behind it along. */
function editedTexts(input: JsonObject, content: string): ReadonlyArray<string> {
  const [old, now] = [textOf(input['old_string']), textOf(input['new_string'])]
  const isAll = input['replace_all'] === true
  if (!content.includes(old) || (!isAll && content.indexOf(old) !== content.lastIndexOf(old))) return []
  const replaced = (from: string): string => content.split(from).join(now)
  return now === '' && !old.endsWith('\n') ? [replaced(old), replaced(`${old}\n`)] : [replaced(old)]
}

function cellChange(path: string, input: JsonObject, notebook: string): FileChange | null {
  const { cell_id: id, new_source: source, edit_mode: mode = 'replace', cell_type: type } = input
  const found = sourceOf(notebook, id)
  if (found === null || typeof source !== 'string' || typeof id !== 'string') return null
  switch (mode) {
    case 'insert':
      return { text: `${path}\nInsert new cell for cell ${id} (${textOf(type)})\n${numbered(source)}` }
    case 'delete':
      return { text: `${path}\nDelete cell for cell ${id}\n${numbered(found)}` }
    default:
      return {
        heading: `${path}\nReplace cell contents for cell ${id}`,
        // The newer version shows an empty line behind a final line break.
        texts: [
          [found, source],
          [`${found}\n`, `${source}\n`],
        ],
      }
  }
}

/** Source of the only cell with this id; `null` without one. */
function sourceOf(notebook: string, id: unknown): string | null {
  const cells = parsed(notebook)?.['cells']
  const [cell, ...others] = Array.isArray(cells)
    ? (cells as ReadonlyArray<unknown>).filter((one) => isJsonObject(one) && one['id'] === id)
    : []
  if (!isJsonObject(cell) || others.length > 0) return null
  const { source } = cell
  return typeof source === 'string' ? source : Array.isArray(source) ? source.map(String).join('') : null
}

function parsed(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : null
  } catch {
    return null
  }
}
