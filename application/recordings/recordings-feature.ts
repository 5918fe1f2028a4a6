import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { RecordingNotFound } from '../../domain/recordings/errors.js'
import type { RecordingBounds, RecordingPart } from '../../domain/recordings/recording.js'
import { existingSession, type SessionNotFound } from '../../domain/sessions/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { SessionRecord } from '../../domain/sessions/session-record.js'
import type { OpenedFile } from '../files/project-files.port.js'
import type { MarkSessionError } from '../sessions/session-records.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { Job } from '../shared/job.js'
import { maskedFile } from './recorder.js'
import { makeRecordSessions, secretsOf } from './record-sessions.js'
import type { RecordingsPorts } from './ports.js'

/** Recording of a session as it is now. */
export interface Recording {
  /** True when the session is marked to be recorded. */
  readonly recorded: boolean
  /** `waiting`: it starts with the session; `failed`: it has ended and is not tried again by itself. */
  readonly state: 'off' | 'recording' | 'waiting' | 'failed'
  /** Reason of `failed`. */
  readonly problem: string | null
  /** Parts that were deleted to keep within the limits. */
  readonly dropped: number
  readonly bounds: RecordingBounds
  /** The oldest first. */
  readonly parts: ReadonlyArray<RecordingPart & { readonly isOpen: boolean }>
}

/** Recordings of terminals. */
export interface RecordingsFeature {
  /** Recording of a session that runs or has an entry. */
  readonly readRecording: (name: SessionName) => TE.TaskEither<SessionNotFound | Unavailable, Recording>
  /** Switches the recording of a session; without a wanted value it flips. */
  readonly recordSession: (
    name: SessionName,
    wanted: boolean | undefined,
    caller: Caller,
  ) => TE.TaskEither<MarkSessionError, SessionRecord>
  /** Opens a part for reading. Secrets that an earlier version wrote are masked. */
  readonly openRecordingPart: (
    name: SessionName,
    number: number,
    caller: Caller,
  ) => TE.TaskEither<SessionNotFound | RecordingNotFound | Unavailable, OpenedFile>
  /** Deletes all parts of a session. A recording that goes on continues with a new part. */
  readonly deleteRecording: (name: SessionName, caller: Caller) => TE.TaskEither<SessionNotFound | Unavailable, void>
  /** Reasons of recordings that have ended and are not tried again by themselves, by session. */
  readonly failedRecordings: () => ReadonlyMap<SessionId, string>
  readonly jobs: ReadonlyArray<Job>
}

export function makeRecordings(deps: RecordingsPorts): RecordingsFeature {
  const { sessions, recordings, recordingBounds: bounds, operatorToken, audit } = deps
  const { job, stateOf, failures, apply, deleteOf } = makeRecordSessions(deps)

  const named = (name: SessionName) => pipe(sessions.findSession(name), TE.flatMapEither(existingSession(name)))
  const note = (event: string, session: string, caller: Caller, fields: Readonly<Record<string, number>> = {}) =>
    audit.record({ event, fields: { session, ...fields } }, caller)

  return {
    readRecording: (name) =>
      pipe(
        named(name),
        TE.bindTo('session'),
        TE.bindW('parts', () => recordings.list),
        TE.map(({ session: { id, known }, parts }): Recording => {
          const recorded = known?.recorded ?? false
          const state = stateOf(id)
          const own = parts.filter(({ session }) => session === id)
          return {
            recorded,
            state: recorded ? state._tag : 'off',
            problem: recorded && state._tag === 'failed' ? state.detail : null,
            dropped: (own[0]?.number ?? 1) - 1,
            bounds,
            parts: own.map((part) => ({
              ...part,
              isOpen: state._tag === 'recording' && state.number === part.number,
            })),
          }
        }),
      ),
    recordSession: (name, wanted, caller) =>
      pipe(
        sessions.markSession(name, 'recorded', wanted),
        TE.tap(({ id }) => TE.fromTask(() => apply(id))),
        TE.tap(({ recorded }) => note(recorded ? 'recording.start' : 'recording.stop', name, caller)),
      ),
    openRecordingPart: (name, number, caller) =>
      pipe(
        named(name),
        TE.flatMap(({ id }): TE.TaskEither<RecordingNotFound | Unavailable, OpenedFile> =>
          recordings.open({ session: id, number }),
        ),
        TE.map((file) => maskedFile(file, secretsOf(operatorToken))),
        TE.tap((file) =>
          pipe(
            note('recording.read', name, caller, { part: number }),
            TE.orElseFirst(() => TE.fromTask(file.close)),
          ),
        ),
      ),
    deleteRecording: (name, caller) =>
      pipe(
        named(name),
        TE.flatMap(
          ({ id }) =>
            () =>
              deleteOf(id),
        ),
        TE.tap(() => note('recording.delete', name, caller)),
      ),
    failedRecordings: failures,
    jobs: [job],
  }
}
