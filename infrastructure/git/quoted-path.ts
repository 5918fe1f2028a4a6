/** Bytes that git escapes in a name, with `core.quotePath` off. quote.c of git. */
const ESCAPES: Readonly<Record<number, string>> = {
  7: 'a',
  8: 'b',
  9: 't',
  10: 'n',
  11: 'v',
  12: 'f',
  13: 'r',
  34: '"',
  92: '\\',
}

/** Name as written in the head of a patch: quoted when it has control characters, quotes or backslashes. */
export function quotedPath(path: Uint8Array): Uint8Array {
  if (!path.some(isEscaped)) return path
  const out: number[] = [QUOTE]
  for (const byte of path) {
    if (!isEscaped(byte)) out.push(byte)
    else out.push(...Buffer.from(`\\${ESCAPES[byte] ?? byte.toString(8).padStart(3, '0')}`))
  }
  return Uint8Array.from([...out, QUOTE])
}

const QUOTE = 34

const isEscaped = (byte: number): boolean => byte < 0x20 || byte === 0x7f || byte === QUOTE || byte === 92
