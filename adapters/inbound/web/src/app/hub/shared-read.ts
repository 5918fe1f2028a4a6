import type { Answer } from './hub.js'

/** Age up to which a page that opens takes the last answer in place of a new one. */
const FRESH_MS = 2_000

/** Answer with several parts, whose readers share a request. */
export interface SharedRead<A> {
  /** Reads. Calls of the same task share one request. */
  readonly read: () => Promise<Answer<A>>
  /** Reads one part; `null` when the read failed. */
  readonly part: <Key extends keyof A>(key: Key) => () => Promise<A[Key] | null>
  /**
   * Same as `part`, for pages that open and show what no event changes: a running read or one of the last seconds is
   * enough.
   */
  readonly recentPart: <Key extends keyof A>(key: Key) => () => Promise<A[Key] | null>
}

export function sharedRead<A>(ask: () => Promise<Answer<A>>): SharedRead<A> {
  let collecting: Promise<Answer<A>> | null = null
  let latest: { readonly answer: Promise<Answer<A>>; endedAt: number | null } | null = null

  function read(): Promise<Answer<A>> {
    if (collecting !== null) return collecting
    const request: NonNullable<typeof latest> = { answer: ask(), endedAt: null }
    void request.answer.then(() => (request.endedAt = Date.now()))
    latest = request
    collecting = request.answer
    queueMicrotask(() => (collecting = null))
    return request.answer
  }

  function readRecent(): Promise<Answer<A>> {
    const isFresh = latest !== null && (latest.endedAt === null || Date.now() - latest.endedAt < FRESH_MS)
    return isFresh && latest !== null ? latest.answer : read()
  }

  const partOf =
    (reader: () => Promise<Answer<A>>) =>
    <Key extends keyof A>(key: Key) =>
    async (): Promise<A[Key] | null> => {
      const answer = await reader()
      return answer.ok ? answer.value[key] : null
    }

  return { read, part: partOf(read), recentPart: partOf(readRecent) }
}
