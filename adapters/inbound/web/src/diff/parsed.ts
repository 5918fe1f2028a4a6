import { parsePatches, type Hunk, type Patch } from './patch.js'

/** Parsed once: a diff is read again and again while its text stays. */
const KEPT = 400
const parsed = new Map<string, ReadonlyArray<Patch>>()

export function patchesOf(diff: string): ReadonlyArray<Patch> {
  const known = parsed.get(diff)
  if (known) return known
  const made = parsePatches(diff)
  const oldest = parsed.keys().next()
  if (parsed.size >= KEPT && oldest.done !== true) parsed.delete(oldest.value)
  parsed.set(diff, made)
  return made
}

/** All hunks; a file that changed its type has those of what it was, then those of what it is. */
export const hunksOf = (diff: string): ReadonlyArray<Hunk> => patchesOf(diff).flatMap(({ hunks }) => hunks)
