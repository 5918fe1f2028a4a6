import type { HookPayload } from '../../../../domain/attention/hook.js'
import { inputOf } from '../opencode/tools.js'
import { recordOf, textOf } from '../row-values.js'

/** Tools of the hub by the kinds of the protocol, version 1. A call of another kind has its own name. */
const KINDS: ReadonlyMap<unknown, string> = new Map([
  ['execute', 'Bash'],
  ['edit', 'Edit'],
  ['read', 'Read'],
  ['search', 'Grep'],
  ['fetch', 'WebFetch'],
])

/** Longest name of a tool; titles are sentences of any length. */
const MAX_TITLE_LENGTH = 200

/** Tool and input by the names of the hub. */
export function toolOf({ call }: HookPayload): Readonly<Record<string, unknown>> {
  if (typeof call !== 'object' || call === null) return {}
  const { name, title, kind, input, locations, diffs } = recordOf(call)
  const [place, change] = [locations, diffs].map((list) => recordOf(Array.isArray(list) ? list[0] : null))
  const given = recordOf(inputOf('', input))
  const path = textOf(given['file_path']) ?? textOf(change?.['path']) ?? textOf(place?.['path'])
  const isFile = kind === 'edit' || kind === 'read'
  const changed =
    kind === 'edit' && textOf(change?.['newText']) !== null && given['old_string'] === undefined
      ? { old_string: change?.['oldText'] ?? '', new_string: change?.['newText'] }
      : {}
  const known = KINDS.get(kind) ?? textOf(name) ?? textOf(title)
  return {
    tool_name: known?.slice(0, MAX_TITLE_LENGTH),
    tool_input: { ...(isFile && path !== null ? { file_path: path } : {}), ...changed, ...given },
  }
}
