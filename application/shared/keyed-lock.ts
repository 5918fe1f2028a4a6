import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { brand } from '../../domain/shared/brand.js'

/** Key of a lock. A session is locked by its id, a name that no session has by itself, anything else by a `lockKey`. */
export type LockKey = SessionId | SessionName | (string & { readonly [brand]: 'LockKey' })

/** Things other than sessions that are locked. */
type Locked =
  | 'approval'
  | 'background agent'
  | 'base'
  | 'card'
  | 'clipboard'
  | 'heartbeat'
  | 'ideas'
  | 'plan'
  | 'stop'
  | 'work tree'

/** Key of a thing; no session has it as id or name, because of the colon. */
export const lockKey = (of: Locked, id = ''): LockKey => `${of}:${id}` as LockKey

/** Runs a task while no other task holds any of the keys. Waiting tasks run in the order of their calls. */
export type WithLock = <E, A>(keys: ReadonlyArray<LockKey>, task: TE.TaskEither<E, A>) => TE.TaskEither<E, A>

/** A lock in memory. All keys of a task are taken at once, so that two tasks never wait for each other. */
export function makeKeyedLock(): WithLock {
  const tails = new Map<string, Promise<unknown>>()
  return (keys, task) => () => {
    const before = keys.map((key) => tails.get(key) ?? Promise.resolve())
    const mine = Promise.all(before).then(task)
    const release = (): void => {
      for (const key of keys) if (tails.get(key) === settled) tails.delete(key)
    }
    const settled: Promise<unknown> = mine.then(release, release)
    for (const key of keys) tails.set(key, settled)
    return mine
  }
}
