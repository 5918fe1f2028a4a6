import { parsePatches, type Hunk, type Patch } from './patch.js'

/** Number of parse results to keep, because a diff is read repeatedly while its text is unchanged. */
const MAX_CACHED = 400
const parsed = new Map<string, ReadonlyArray<Patch>>()

export function patchesOf(diff: string): ReadonlyArray<Patch> {
  const known = parsed.get(diff)
  if (known) return known
  const made = parsePatches(diff)
  const oldest = parsed.keys().next()
  if (parsed.size >= MAX_CACHED && oldest.done !== true) parsed.delete(oldest.value)
  parsed.set(diff, made)
  return made
}

/** All hunks. A file that changed its type has the hunks of the old type, then those of the new one. */
export const hunksOf = (diff: string): ReadonlyArray<Hunk> => patchesOf(diff).flatMap(({ hunks }) => hunks)
