import * as E from 'fp-ts/lib/Either.js'
import { clipboardStep, noteClipboard, PASSING } from '../../domain/sessions/session-record.js'
import { isOurs } from '../../domain/sessions/listed-session.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import type { Job } from '../shared/job.js'
import { lockKey } from '../shared/keyed-lock.js'
import type { SessionsPorts } from './ports.js'

const PART = 'clipboard of tmux'
const LOCK = lockKey('clipboard')

/**
 * Has the host pass on what programs copy as long as sessions of the hub run. It is one setting of the whole host, which
 * may be a person's own: what it was is on disk before it is changed, and put back when the last session of the hub has
 * ended, or at the next start.
 */
export function makeKeepClipboard(
  deps: Pick<SessionsPorts, 'host' | 'record' | 'withLock' | 'log' | 'prefix' | 'passesClipboard'>,
): Job {
  const { host, record, withLock, log, prefix, passesClipboard } = deps

  const settle = withLock([LOCK], async (): Promise<E.Either<Unavailable, void>> => {
    const [present, live, records] = await Promise.all([host.clipboard(), host.list(), record.read()])
    if (E.isLeft(present)) return present
    if (E.isLeft(live)) return live
    if (E.isLeft(records)) return records
    // A host that does not run has no settings that could be put back.
    if (present.right === null) return forget()
    const isWanted = passesClipboard && live.right.some(({ name }) => isOurs(records.right, prefix, name))
    const { former, set } = clipboardStep(records.right, present.right, isWanted)
    const note = record.update((latest) => E.right(noteClipboard(latest, former)))
    if (set === null) return E.map(() => undefined)(await note())
    if (set !== PASSING) {
      const restored = await host.setClipboard(set)()
      return E.isLeft(restored) ? restored : E.map(() => undefined)(await note())
    }
    const noted = await note()
    return E.isLeft(noted) ? noted : host.setClipboard(set)()
  })
  const forget = async (): Promise<E.Either<Unavailable, void>> =>
    E.map(() => undefined)(await record.update((latest) => E.right(noteClipboard(latest, null)))())

  const run = async (): Promise<void> => {
    const settled = await settle()
    if (E.isLeft(settled)) log.warn('the clipboard setting of tmux could not be kept', { detail: settled.left.detail })
  }

  return {
    name: PART,
    start: () => {
      detach(PART, run)
      return host.watch(({ _tag }) => {
        if (_tag !== 'SessionAttached') detach(PART, run)
      })
    },
  }
}
