import * as E from 'fp-ts/lib/Either.js'
import type { KnownSecrets } from '../../domain/recordings/mask-secrets.js'
import {
  nextNumber,
  partBytes,
  partsToDrop,
  partText,
  type PartKey,
  type RecordingPart,
} from '../../domain/recordings/recording.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionRecords } from '../../domain/sessions/session-record.js'
import type { Session } from '../../domain/sessions/session.js'
import { detach } from '../shared/detached.js'
import { faultText, type Unavailable } from '../shared/errors.js'
import type { Job } from '../shared/job.js'
import { recordTerminal, type PartEnd, type RecordedTerminal } from './record-terminal.js'
import type { RecordingsPorts } from './ports.js'

/** Time between two looks at sessions whose recording did not start, and at parts that have become too old. */
const POLL_MS = 30_000
/** A part that is full sooner is continued at the next look: a screen that fills a part by itself must not cause a loop. */
const MIN_PART_MS = 1_000
/** First event of a part after another one. */
const CONTINUED = 'recording continued'

/** State of the recording of a session. `waiting`: it starts with the session. */
export type RecordingState =
  | { readonly _tag: 'recording'; readonly number: number }
  | { readonly _tag: 'failed'; readonly detail: string }
  | { readonly _tag: 'waiting' }

/** Records the sessions that are marked. */
export interface RecordSessions {
  readonly job: Job
  readonly stateOf: (session: SessionId) => RecordingState
  /** Reasons of recordings that have failed, by session. */
  readonly failures: () => ReadonlyMap<SessionId, string>
  /** Starts and stops recordings as the sessions are marked now, those that failed among them. */
  readonly apply: (retried?: SessionId) => Promise<void>
  /** Ends the open part of a session, deletes all its parts and continues with a new one. */
  readonly deleteOf: (session: SessionId) => Promise<E.Either<Unavailable, void>>
}

/** Secrets of the hub that it has in clear. Of all others it has a digest, and they are masked by their form. */
export const secretsOf =
  ({ current }: RecordingsPorts['operatorToken']): KnownSecrets =>
  () => {
    const token = current()
    return token === null ? [] : [token]
  }

/** Open part of a session. */
interface Active extends PartKey {
  readonly terminal: RecordedTerminal
}

export function makeRecordSessions(
  deps: Pick<RecordingsPorts, 'host' | 'record' | 'terminalHost' | 'terminal' | 'sessions' | 'recordings'> &
    Pick<RecordingsPorts, 'recordingBounds' | 'operatorToken' | 'feed' | 'clock' | 'log'>,
): RecordSessions {
  const {
    host,
    record,
    terminalHost,
    terminal,
    sessions,
    recordings,
    recordingBounds,
    operatorToken,
    feed,
    clock,
    log,
  } = deps
  const active = new Map<SessionId, Active>()
  const failures = new Map<SessionId, string>()
  let isStopped = true
  /** One at a time: two starts of one session would write the same part. */
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <A>(work: () => Promise<A>): Promise<A> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }

  const fail = (session: SessionId, detail: string): void => {
    failures.set(session, detail)
    log.warn('the recording of a session has ended', { reason: detail })
  }

  async function start({ id, name }: Session, parts: ReadonlyArray<RecordingPart>): Promise<void> {
    const size = await terminalHost.windowSize(name)()
    if (E.isLeft(size)) return
    const ofSession = parts.filter(({ session }) => session === id)
    const part = { session: id, number: nextNumber(ofSession) }
    const file = await recordings.create({ ...part, startedAt: clock.now() })()
    if (E.isLeft(file)) {
      fail(id, faultText(file.left))
      return
    }
    const startedAt = clock.monotonic()
    const run = { isOver: false }
    const recorded = await recordTerminal(
      { host: terminalHost, clock, knownSecrets: secretsOf(operatorToken) },
      {
        ...{ session: name, size: size.right, file: file.right, maxBytes: partBytes(recordingBounds) },
        marker: ofSession.length > 0 ? CONTINUED : null,
        ended: (end) => {
          run.isOver = true
          ended(part, startedAt, end)
        },
      },
    )
    if (run.isOver) return
    active.set(id, { ...part, terminal: recorded })
    if (isStopped) await recorded.stop()
  }

  function ended({ session, number }: PartKey, startedAt: number, end: PartEnd): void {
    if (active.get(session)?.number === number) active.delete(session)
    if (end._tag === 'failed') fail(session, end.detail)
    const isLong = clock.monotonic() - startedAt >= MIN_PART_MS
    if (end._tag === 'full' && isLong && !isStopped) detach('recordings', () => apply())
  }

  async function prune(
    parts: ReadonlyArray<RecordingPart>,
    live: ReadonlyArray<Session>,
    { known }: SessionRecords,
  ): Promise<void> {
    const kept = new Set([...live, ...known].map(({ id }) => id))
    const open = new Set([...active.values()].map(partText))
    const old = partsToDrop(
      parts,
      recordingBounds,
      clock.now(),
      (part) => open.has(partText(part)),
      (session) => kept.has(session),
    )
    if (old.length === 0) return
    const removed = await recordings.remove(old)()
    if (E.isLeft(removed)) log.warn('old recordings could not be deleted', { reason: faultText(removed.left) })
    else log.info('old parts of recordings were deleted', { parts: old.length })
  }

  async function reconcile(): Promise<void> {
    if (isStopped) return
    const [live, records, parts] = await Promise.all([host.list(), record.read(), recordings.list()])
    if (E.isLeft(live) || E.isLeft(records) || E.isLeft(parts)) return
    const marked = new Set(records.right.known.flatMap(({ id, recorded }) => (recorded ? [id] : [])))
    for (const session of failures.keys()) if (!marked.has(session)) failures.delete(session)
    for (const [session, { terminal }] of active) if (!marked.has(session)) await terminal.stop()
    for (const session of live.right) {
      const isDue = marked.has(session.id) && !active.has(session.id) && !failures.has(session.id)
      if (isDue) await start(session, parts.right)
    }
    await prune(parts.right, live.right, records.right)
  }

  const apply = (retried?: SessionId): Promise<void> => {
    if (retried !== undefined) failures.delete(retried)
    return inTurn(reconcile)
  }
  const applyLater = (): void => detach('recordings', () => apply())

  return {
    stateOf: (session) => {
      const open = active.get(session)
      if (open !== undefined) return { _tag: 'recording', number: open.number }
      const detail = failures.get(session)
      return detail === undefined ? { _tag: 'waiting' } : { _tag: 'failed', detail }
    },
    failures: () => failures,
    apply,
    deleteOf: (session) =>
      inTurn(async () => {
        await active.get(session)?.terminal.stop()
        const parts = await recordings.list()
        if (E.isLeft(parts)) return parts
        const removed = await recordings.remove(parts.right.filter((part) => part.session === session))()
        applyLater()
        return removed
      }),
    job: {
      name: 'recordings',
      start: () => {
        isStopped = false
        detach('recordings', () =>
          inTurn(async () => {
            const mended = await recordings.mend()
            if (E.isLeft(mended)) log.warn('recordings could not be checked', { reason: faultText(mended.left) })
            await reconcile()
          }),
        )
        const stops = [
          clock.every(POLL_MS, applyLater),
          feed.subscribe((event) => {
            if (event._tag === 'session-started' || event._tag === 'session-ended') applyLater()
          }),
          // The mark of a session is stored after its start.
          sessions.watchRemembered(applyLater),
          terminal.lastSize.watch(({ size, session }) => active.get(session)?.terminal.resize(size)),
        ]
        return () => {
          isStopped = true
          for (const stop of stops) stop()
          for (const { terminal } of active.values()) detach('recordings', terminal.stop())
        }
      },
    },
  }
}
