import { makeSecretMask, type KnownSecrets } from './mask-secrets.js'

/** Masks a recording line by line. */
export interface CastMask {
  /** A line with its line feed. Returns the lines in which no secret is open. */
  readonly add: (line: string) => string
  /** The rest. */
  readonly end: () => string
}

/** Line whose output is masked; `data` is `null` for one that draws nothing. */
interface WaitingLine {
  readonly line: string
  readonly event: ReadonlyArray<unknown>
  readonly data: string | null
}

/**
 * Mask for a recording that was written with fewer masks. Secrets may be split over lines. Each line keeps its length in bytes, so
 * that positions in the file stay as they are.
 */
export function makeCastMask(known: KnownSecrets): CastMask {
  const mask = makeSecretMask(known)
  const waiting: WaitingLine[] = []
  let shown = ''

  /** Lines whose output is masked. */
  const take = (): string => {
    let lines = ''
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      const { line, event, data } = next
      if (data !== null && shown.length < data.length) break
      waiting.shift()
      lines += data === null ? line : withData(line, event, shown.slice(0, data.length))
      shown = shown.slice(data?.length ?? 0)
    }
    return lines
  }
  return {
    add: (line) => {
      const event = eventOf(line)
      const data = typeof event?.[2] === 'string' && event[1] === 'o' ? event[2] : null
      waiting.push({ line, event: event ?? [], data })
      // A marker or another size ends what was held back when it was recorded.
      shown += data === null ? mask.end() : mask.add(data)
      return take()
    },
    end: () => {
      shown += mask.end()
      return take()
    },
  }
}

function eventOf(line: string): ReadonlyArray<unknown> | null {
  try {
    const event: unknown = JSON.parse(line)
    return Array.isArray(event) ? (event as ReadonlyArray<unknown>) : null
  } catch {
    return null
  }
}

function withData(line: string, [after, code, before]: ReadonlyArray<unknown>, data: string): string {
  if (data === before) return line
  const masked = JSON.stringify([after, code, data])
  const lost = bytesOf(line) - bytesOf(masked) - 1
  return `${masked}${' '.repeat(Math.max(lost, 0))}\n`
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length
