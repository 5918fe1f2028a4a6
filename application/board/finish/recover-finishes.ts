import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { isOpen, RESCUE_MS, type Finish } from '../../../domain/board/finish.js'
import { expiredRescues } from '../../../domain/board/finish.js'
import { THE_HUB } from '../../shared/audit-log.port.js'
import type { Clock } from '../../shared/clock.port.js'
import { detach } from '../../shared/detached.js'
import type { Unavailable } from '../../shared/errors.js'
import type { WithLock } from '../../shared/keyed-lock.js'
import type { Log } from '../../shared/log.port.js'
import type { BoardCaller } from '../board-caller.js'
import type { GitRepository } from '../git-repository.port.js'
import { baseKey } from './finish-card.js'
import type { FinishJournal } from './finish-journal.port.js'
import { INTERRUPTED, type ResumeFinish } from './resume-finish.js'
import type { UndoFinish } from './undo-finish.js'

/** Resumes open finishes at the start and at intervals. */
export interface RecoverFinishes {
  /** Completes or undoes every interrupted finish once. A finish whose remote does not respond stays open. */
  readonly now: TE.TaskEither<Unavailable, void>
  readonly follow: () => () => void
}
export interface RecoverFinishesDeps {
  readonly journal: FinishJournal
  readonly resumeFinish: ResumeFinish
  readonly undoFinish: UndoFinish
  readonly merger: GitRepository
  readonly withLock: WithLock
  readonly clock: Clock
  readonly log: Log
}

const RETRY_MS = 60_000
/** As long as the check of a project may take. */
const STRAGGLERS_MS = 11 * 60_000
const EXPIRE_MS = 6 * 60 * 60_000

const BY_ITSELF: BoardCaller = { ...THE_HUB, principal: { kind: 'operator' }, client: null }

export function makeRecoverFinishes(deps: RecoverFinishesDeps): RecoverFinishes {
  const { journal, resumeFinish, undoFinish, merger, withLock, clock, log } = deps

  const goOn = (finish: Finish): TE.TaskEither<Unavailable, unknown> =>
    finish.stage === 'undoing'
      ? pipe(
          undoFinish(finish.cardId, true, BY_ITSELF),
          TE.orElse((error): TE.TaskEither<Unavailable, unknown> =>
            error._tag === 'Unavailable' ? TE.left(error) : TE.right(null),
          ),
        )
      : withLock([baseKey(finish.directory)], resumeIfOpen(finish))

  /** Re-reads the journal: another request may have closed the finish while this one waited for the lock. */
  const resumeIfOpen = ({ id }: Finish): TE.TaskEither<Unavailable, unknown> =>
    pipe(
      journal.read,
      TE.flatMap((book): TE.TaskEither<Unavailable, unknown> => {
        const finish = book.find((one) => one.id === id)
        return finish === undefined || !isOpen(finish) ? TE.right(undefined) : resumeFinish(finish, BY_ITSELF)
      }),
    )

  const attempt = (finish: Finish): TE.TaskEither<never, void> =>
    pipe(
      goOn(finish),
      TE.match(
        ({ detail }) => {
          log.error('a finish that was cut short could not be looked after yet', { card: finish.cardId, detail })
        },
        () => undefined,
      ),
      TE.fromTask,
    )

  const now: TE.TaskEither<Unavailable, void> = pipe(
    journal.read,
    TE.flatMap((book) => pipe(book.filter(isOpen), TE.traverseSeqArray(attempt))),
    TE.asUnit,
  )

  /** Drops what was rescued long ago in every repository that a finish of that age is known of. */
  const expire = async (): Promise<void> => {
    const book = await journal.read()
    const directories = book._tag === 'Right' ? [...new Set(book.right.map(({ directory }) => directory))] : []
    for (const directory of directories) {
      const dropping = pipe(
        merger.rescueRefs(directory),
        TE.flatMap((refs) => merger.deleteRefs(directory, expiredRescues(refs, clock.now()))),
      )
      await dropping()
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
    const book = await journal.read()
    if (book._tag === 'Left') return
    for (const finish of book.right) {
      const { startedAt, endedAt, reason, directory, place } = finish
      if (isOpen(finish) && clock.now() - startedAt < RESCUE_MS) await attempt(finish)()
      // A git, or a check of the project, that outlived the hub may have written there once more.
      const wasCut = reason === INTERRUPTED && endedAt !== null && clock.now() - endedAt < STRAGGLERS_MS
      if (wasCut) await merger.discard(directory, { scratchWorktree: place })()
    }
  }
}
