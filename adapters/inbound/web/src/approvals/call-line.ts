import { homely } from '../app/folders.js'
import type { HubApproval } from '../app/hub/hub.js'
import { parsed } from '../app/platform/parsed.js'

/** Tools that work on one file or folder; those that look for a pattern are a group. */
const TOOL = /^(?:(?:Multi)?Edit|Write|Read|Notebook(?:Read|Edit)|LS|(Grep|Glob))$/

/** Fields of a JSON text that may be cut at its end. */
const FIELD = /"(?:(?:file_|notebook_)?(path)|pattern)":("(?:[^"\\]|\\.)*")/g

/**
 * One line for a call: its glance, which is all of its input, or else the path of its file and the pattern that is looked for,
 * from its preview. Other calls, and those whose preview has no path, keep their preview.
 */
export function callLine(
  { tool, preview }: Pick<HubApproval, 'tool' | 'preview'>,
  home: string | null,
  glance: string | null = null,
): string {
  const known = TOOL.exec(tool)
  const plain = glance ?? preview
  if (!known) return plain
  if (glance !== null || !preview.startsWith('{')) return known[1] === undefined ? homely(plain, home) : plain
  const found = [...preview.matchAll(FIELD)].map(([, path, value = '']) => {
    const text = String(parsed(value))
    return path === undefined ? text : homely(text, home)
  })
  return found.join(' · ') || preview
}
