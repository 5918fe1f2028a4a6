const HEAD = /^(?:diff --git |--- |\+\+\+ )/

/** Mark that a decoder puts in place of bytes that are not UTF-8. */
const UNDECODED = '\uFFFD'

/**
 * Patch with one hunk of the patch of a file, without changes of its mode. `null` when there is no such hunk, when the file
 * is added, removed or renamed, and for text that is not UTF-8, whose bytes a patch has lost.
 */
export function hunkPatch(diff: string, index: number): string | null {
  const lines = diff.split('\n')
  const starts = lines.flatMap((line, at) => (line.startsWith('@@ ') ? [at] : []))
  const [from, first] = [starts[index], starts[0]]
  if (from === undefined || first === undefined || diff.includes(UNDECODED)) return null
  const head = lines.slice(0, first)
  const isChange = !head.some((line) => /^(?:new file|deleted file|rename|copy) /.test(line))
  const patch = [...head.filter((line) => HEAD.test(line)), ...lines.slice(from, starts[index + 1])].join('\n')
  return isChange ? `${patch.replace(/\n$/, '')}\n` : null
}
