const DELETE = '\u007f'
/** Signs that terminals draw in the cell of the character before them. Programs delete both with one key. */
const ZERO_WIDTH = /^[\p{M}\u200d]$/u

/** Keys that turn one text before the cursor into another: deletions back to the first difference, then what follows. */
export function editsOf(before: string, after: string): string {
  const [old, fresh] = [Array.from(before), Array.from(after)]
  const differs = old.findIndex((character, at) => character !== fresh[at])
  const same = differs === -1 ? old.length : differs
  const deleted = old.slice(same).filter((character) => !ZERO_WIDTH.test(character)).length
  return DELETE.repeat(deleted) + fresh.slice(same).join('').replaceAll('\n', '\r')
}
