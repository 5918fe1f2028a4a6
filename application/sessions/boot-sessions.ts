import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { adoptedAs, toAdopt } from '../../domain/sessions/adoption.js'
import { namedAsLive, remember } from '../../domain/sessions/session-record.js'
import { planned, pruned, restorePlan } from '../../domain/sessions/restore-plan.js'
import type { Unavailable } from '../shared/errors.js'
import type { SessionDirectory } from './session-directory.js'
import type { SessionRecordStore } from '../shared/state-store.port.js'
import type { SessionsPorts, SessionsSteps } from './ports.js'

/** Notes the names of all sessions on record. */
export type NoteNames = TE.TaskEither<Unavailable, void>

export const makeNoteNames = (deps: {
  readonly record: SessionRecordStore
  readonly directory: SessionDirectory
}): NoteNames =>
  pipe(
    deps.record.read,
    TE.map(({ known }) => known.forEach(deps.directory.note)),
  )

/** Answers when the books are right, with the rest: starting again what went down with its host, one after another. */
export type BootSessions = TE.TaskEither<Unavailable, T.Task<void>>

/**
 * Runs once when the hub starts. Drops old records and the tokens of ended sessions, adopts live sessions of the hub
 * that have no record, and plans which sessions to revive. The plan is on disk before the first session starts.
 */
export function makeBootSessions(
  deps: Pick<SessionsPorts, 'agents' | 'host' | 'record' | 'settings' | 'clock' | 'prefix'> &
    Pick<SessionsSteps, 'readLiveSessions' | 'tokens' | 'reviveAll' | 'updateSessionRecords'>,
): BootSessions {
  const { agents, host, readLiveSessions, record, tokens, settings, reviveAll, updateSessionRecords, clock, prefix } =
    deps

  return pipe(
    TE.Do,
    TE.bind('current', () => settings.read),
    TE.bind('run', () => host.run),
    TE.bind('live', () => readLiveSessions),
    TE.let('ids', ({ live }) => live.map(({ id }) => id)),
    TE.bind('records', ({ live, ids }) =>
      record.update((records) => E.right(pruned(namedAsLive(records, live), ids, clock.now()))),
    ),
    TE.let('plan', ({ current, records, ids, run }) =>
      current.autoRestore ? restorePlan(records, ids, run, clock.now()) : [],
    ),
    TE.tap(({ ids }) => tokens.keepOnly(ids)),
    TE.tap(({ plan, live }) =>
      updateSessionRecords((latest, at) =>
        E.right(
          toAdopt(live, latest, prefix).reduce(
            (records, session) => remember(records, adoptedAs(agents, session), at),
            planned(latest, plan),
          ),
        ),
      ),
    ),
    TE.map(({ plan, current }) => reviveAll(plan, current.autoRestoreContinue)),
  )
}
