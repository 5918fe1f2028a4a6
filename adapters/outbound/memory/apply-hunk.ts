/** Path of the file that a patch changes. */
export const patchedPath = (patch: string): string => /^\+\+\+ b\/(.*)$/m.exec(patch)?.[1] ?? ''

/** Text after a patch with one hunk, or before it with `isReverse`; `null` when the lines are not at their place. */
export function applyHunk(text: string, patch: string, isReverse: boolean): string | null {
  const [, oldStart, newStart, body = ''] = /^@@ -(\d+)\S* \+(\d+)\S* @@[^\n]*\n([^]*)$/m.exec(patch) ?? []
  const [gone, come] = isReverse ? ['+', '-'] : ['-', '+']
  const side = (mark: string): ReadonlyArray<string> => sideOf(body, mark)
  const lines = text.split(/(?<=\n)/)
  const before = side(gone)
  const start = Number(isReverse ? newStart : oldStart)
  const at = before.length === 0 ? start : start - 1
  if (before.some((line, index) => lines[at + index] !== line)) return null
  return [...lines.slice(0, at), ...side(come), ...lines.slice(at + before.length)].join('')
}

/** Lines of one side, each with its line end. */
function sideOf(body: string, mark: string): ReadonlyArray<string> {
  const side: string[] = []
  let isOfSide = false
  for (const line of body.split(/(?<=\n)/)) {
    if (line.startsWith('\\')) {
      const last = side.pop()
      if (last !== undefined) side.push(isOfSide ? last.replace(/\n$/, '') : last)
      continue
    }
    isOfSide = line.startsWith(' ') || line.startsWith(mark)
    if (isOfSide) side.push(line.slice(1))
  }
  return side
}
