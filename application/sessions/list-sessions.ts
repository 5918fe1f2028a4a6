import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { successions } from '../../domain/sessions/adoption.js'
import { listSessions, type ListedSession } from '../../domain/sessions/listed-session.js'
import { directoriesOf, mergeDirectories, type RecentDirectory } from '../../domain/sessions/recent-directories.js'
import { broughtBack } from '../../domain/sessions/restore-plan.js'
import { EMPTY_RECORDS, type SessionRecords, type SessionRecord } from '../../domain/sessions/session-record.js'
import type { Session } from '../../domain/sessions/session.js'
import type { Instant } from '../../domain/shared/instant.js'
import { boundedSource } from '../shared/bounded-source.js'
import type { Unavailable } from '../shared/errors.js'
import { memoizeLast } from '../shared/memoize-last.js'
import type { SessionsPorts, SessionsSteps } from './ports.js'

/** Sessions and the state of the connection to their host. */
export interface SessionOverview {
  /** Live sessions and records. */
  readonly sessions: ReadonlyArray<ListedSession>
  /** Error of the host; `null` when it responded. With an error, every session is listed as dormant. */
  readonly hostFault: Unavailable | null
  /** False while the records cannot be read: live sessions alone are listed. */
  readonly hasRecords: boolean
}

/** Lists live sessions and those that only have a record. */
export type ListSessions = TE.TaskEither<never, SessionOverview>

/** Stored records are read from memory; longer means that the disk hangs. */
const RECORDS_MS = 1_000

/** Everything that runs or is remembered, as it is right now. */
export function makeListSessions(deps: Pick<SessionsPorts, 'host' | 'record' | 'clock' | 'prefix'>): ListSessions {
  const { host, record, clock, prefix } = deps
  const readRecords = boundedSource(clock, RECORDS_MS, record.read)
  const overview = memoizeLast((live: ReadonlyArray<Session>, records: SessionRecords) =>
    listSessions(live, records, prefix),
  )
  return async () => {
    const listed = await host.list()
    const [live, hostFault] = E.isRight(listed) ? [listed.right, null] : [[], listed.left]
    const records = await readRecords()
    const sessions = overview(live, O.isSome(records) ? records.value : EMPTY_RECORDS)
    return E.right({ sessions, hostFault, hasRecords: O.isSome(records) })
  }
}

/** Live sessions, after those that continue a record got its id. Notes their names. */
export type ReadLiveSessions = TE.TaskEither<Unavailable, ReadonlyArray<Session>>

export function makeReadLiveSessions(
  deps: Pick<SessionsSteps, 'host' | 'record' | 'directory' | 'endFormerRun'>,
): ReadLiveSessions {
  const { host, record, directory, endFormerRun } = deps
  /** A session that ended meanwhile needs no id. */
  const identify = (name: string, id: Session['id']): TE.TaskEither<Unavailable, void> =>
    pipe(
      host.identify(name, id),
      TE.orElse((error) => (error._tag === 'SessionNotFound' ? TE.right(undefined) : TE.left(error))),
    )

  return pipe(
    TE.Do,
    TE.bind('live', () => host.list),
    TE.bind('records', () => record.read),
    TE.flatMap(({ live, records }) => {
      const found = successions(live, records)
      return found.length === 0
        ? TE.right(live)
        : pipe(
            found,
            TE.traverseSeqArray(({ name, id }) =>
              pipe(
                endFormerRun(id),
                TE.flatMap(() => identify(name, id)),
              ),
            ),
            TE.flatMap(() => host.list),
          )
    }),
    TE.tapIO((live) => () => {
      for (const session of live) directory.note(session)
    }),
  )
}

/** Sessions that left the list at a start of the hub because they were not seen for 7 days. */
export interface FadedSessions {
  readonly list: TE.TaskEither<Unavailable, ReadonlyArray<SessionRecord>>
  /** Lists them again as dormant sessions, but for those whose name is in use. */
  readonly bringBack: TE.TaskEither<Unavailable, void>
  /** Drops them for good. */
  readonly drop: TE.TaskEither<Unavailable, void>
}

export const makeFadedSessions = ({
  record,
  readLiveSessions,
  clock,
}: Pick<SessionsSteps, 'record' | 'readLiveSessions' | 'clock'>): FadedSessions => ({
  list: pipe(
    record.read,
    TE.map(({ faded }) => faded),
  ),
  bringBack: pipe(
    readLiveSessions,
    TE.map((live) => live.map(({ name }) => name)),
    TE.flatMap((names) => record.update((records) => E.right(broughtBack(records, names, clock.now())))),
    TE.asUnit,
  ),
  drop: pipe(
    record.update((records) => E.right({ ...records, faded: [] })),
    TE.asUnit,
  ),
})

export type ListRecentDirectories = (limit: number) => TE.TaskEither<Unavailable, ReadonlyArray<RecentDirectory>>

const MAX_DIRECTORIES = 50
/** Of each source: some of them may be gone. */
const ASKED_FOR = 2 * MAX_DIRECTORIES
/** Time for which the folders of the sources are cached: sources read files or start a program. */
const FRESH_MS = 10_000

/** Folders that still exist, most recent first. `limit` is pulled into 1–50. */
export function makeListRecentDirectories(
  deps: Pick<SessionsPorts, 'record' | 'sources' | 'folders' | 'clock'>,
): ListRecentDirectories {
  const { record, sources, folders, clock } = deps
  let known: { readonly at: Instant; readonly directories: Promise<ReadonlyArray<RecentDirectory>> } | null = null

  const fromOthers: T.Task<ReadonlyArray<RecentDirectory>> = () => {
    if (known === null || clock.now() - known.at >= FRESH_MS) {
      const asked = Promise.all(sources.map((source) => source(ASKED_FOR)())).then((found) => found.flat())
      known = { at: clock.now(), directories: asked }
    }
    return known.directories
  }

  const existing =
    (limit: number) =>
    (directories: ReadonlyArray<RecentDirectory>): T.Task<ReadonlyArray<RecentDirectory>> =>
    async () => {
      const found: RecentDirectory[] = []
      for (const one of directories) {
        if (found.length === limit) break
        const usable = await folders.usable(one.directory)()
        if (usable._tag === 'Right') found.push(one)
      }
      return found
    }
  return (limit) =>
    pipe(
      record.read,
      TE.bindTo('records'),
      TE.bind('others', () => TE.fromTask(fromOthers)),
      TE.map(({ records, others }) => mergeDirectories([...directoriesOf(records), ...others])),
      TE.flatMapTask(existing(Math.min(Math.max(limit, 1), MAX_DIRECTORIES))),
    )
}
