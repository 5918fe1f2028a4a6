const LIMIT_BYTES = 8 * 1024 * 1024

/** Lines of a history as terminal input, at most the last 8 MiB. */
export function scrollbackText(history: ReadonlyArray<string>): string {
  const text = history.map((line) => `${line}\r\n`).join('')
  const bytes = Buffer.from(text)
  if (bytes.length <= LIMIT_BYTES) return text
  return bytes.subarray(bytes.indexOf('\n', bytes.length - LIMIT_BYTES) + 1).toString('utf8')
}
