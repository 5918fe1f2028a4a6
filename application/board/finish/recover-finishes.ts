import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { expiredRescues, findFinish, isOpen, RESCUE_MS, type Finish } from '../../../domain/board/finish.js'
import { THE_HUB } from '../../shared/audit-log.port.js'
import { detach } from '../../shared/detached.js'
import type { Unavailable } from '../../shared/errors.js'
import type { BoardCaller } from '../board-caller.js'
import { baseKey } from './finish-card.js'
import { INTERRUPTED } from './finalize-finish.js'
import type { FinishPorts, FinishSteps } from './ports.js'

/** Resumes open finishes at the start and at intervals. */
export interface RecoverFinishes {
  /** Completes or undoes every interrupted finish once. A finish whose remote does not respond stays open. */
  readonly now: TE.TaskEither<Unavailable, void>
  readonly follow: () => () => void
}

const RETRY_MS = 60_000
/** As long as the check of a project may take. */
const STRAGGLERS_MS = 11 * 60_000
/** Also a hub that is started anew several times a day gets there. */
const EXPIRE_MS = 60 * 60_000

const BY_ITSELF: BoardCaller = { ...THE_HUB, principal: { kind: 'anyone' }, client: null }

export function makeRecoverFinishes(
  deps: Pick<FinishPorts, 'journal' | 'projectStore' | 'merger' | 'withLock' | 'clock' | 'log'> &
    Pick<FinishSteps, 'resumeFinish' | 'undoFinish'>,
): RecoverFinishes {
  const { journal, projectStore, resumeFinish, undoFinish, merger, withLock, clock, log } = deps

  /** Re-reads the journal: another request may have closed the finish while this one waited for the lock. */
  const resumeIfOpen =
    ({ id }: Finish): TE.TaskEither<Unavailable, unknown> =>
    async () => {
      const records = await journal.read()
      if (E.isLeft(records)) return records
      const finish = findFinish(records.right, id)
      return finish === undefined || !isOpen(finish) ? E.right(undefined) : resumeFinish(finish, BY_ITSELF)()
    }

  async function attempt(finish: Finish): Promise<void> {
    const { stage, cardId: card, directory } = finish
    const ended =
      stage === 'undoing'
        ? await undoFinish(card, true, BY_ITSELF)()
        : await withLock([baseKey(directory)], resumeIfOpen(finish))()
    if (E.isRight(ended) || ended.left._tag !== 'Unavailable') return
    log.error('a finish that was cut short could not be looked after yet', { card, detail: ended.left.detail })
  }

  const now: TE.TaskEither<Unavailable, void> = async () => {
    const records = await journal.read()
    if (E.isLeft(records)) return records
    for (const finish of records.right.filter(isOpen)) await attempt(finish)
    return E.right(undefined)
  }

  /** Drops what was rescued long ago, in every repository of a project or of a finish in the journal. */
  async function expire(): Promise<void> {
    const [records, projects] = await Promise.all([journal.read(), projectStore.read()])
    const directories = new Set([
      ...(E.isRight(records) ? records.right.map(({ directory }) => directory) : []),
      ...(E.isRight(projects) ? projects.right.projects.map(({ path }) => path) : []),
    ])
    for (const directory of directories) {
      const refs = await merger.rescueRefs(directory)()
      const expired = E.isRight(refs) ? expiredRescues(refs.right, clock.now()) : []
      if (expired.length > 0) await merger.deleteRefs(directory, expired)()
    }
  }

  return {
    now,
    follow: () => {
      const stops = [
        clock.every(RETRY_MS, () => {
          detach('retry of finishes', retry)
        }),
        clock.every(EXPIRE_MS, () => {
          detach('expiry of rescue refs', expire)
        }),
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
  }

  /** Only those that wait for a remote: one that runs now holds the key, and is not open any more afterwards. */
  async function retry(): Promise<void> {
    const records = await journal.read()
    if (records._tag === 'Left') return
    for (const finish of records.right) {
      const { startedAt, endedAt, reason, directory, place } = finish
      if (isOpen(finish) && clock.now() - startedAt < RESCUE_MS) await attempt(finish)
      // A git, or a check of the project, that outlived the hub may have written there once more.
      const wasCut = reason === INTERRUPTED && clock.now() - endedAt < STRAGGLERS_MS
      if (wasCut) await merger.discard(directory, { scratchWorktree: place, isLeft: true })()
    }
  }
}
