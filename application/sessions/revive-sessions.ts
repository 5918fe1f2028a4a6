import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { adoptedAs, toAdopt } from '../../domain/sessions/adoption.js'
import { dealtWith, afterCrash, planned, pruned, restorePlan } from '../../domain/sessions/restore-plan.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { parseSessionName } from '../../domain/sessions/session-name.js'
import { namedAsLive, remember, type SessionRecord } from '../../domain/sessions/session-record.js'
import { THE_HUB } from '../shared/audit-log.port.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import type { Job } from '../shared/job.js'
import type { SessionRecordStore } from '../shared/state-store.port.js'
import type { SessionsSteps, SessionsPorts } from './ports.js'
import type { SessionDirectory } from './session-directory.js'
import { pause } from '../shared/pause.js'

/** Never fails: what cannot be revived is logged. */
export type ReviveSession = (entry: SessionRecord, continueConversation: boolean) => T.Task<RevivalOutcome>

/** `host-unavailable`: nothing is known of it, and it stays planned. */
export type RevivalOutcome = 'revived' | 'impossible' | 'host-unavailable'

/**
 * Starts one session again after its host died, with its conversation if there is one to continue. While the host cannot
 * be asked the session stays planned for the next start of the hub.
 */
export function makeReviveSession(deps: Pick<SessionsSteps, 'restoreSession' | 'record' | 'log'>): ReviveSession {
  const { restoreSession, record, log } = deps
  const attempt = ({ id, name }: SessionRecord, continuesConversation: boolean): T.Task<RevivalOutcome> =>
    pipe(
      TE.fromEither(parseSessionName(name)),
      TE.flatMap((parsed) => restoreSession(parsed, THE_HUB, { continuesConversation, revives: id })),
      TE.match(
        ({ _tag: reason }): RevivalOutcome => {
          log.warn('a session could not be revived', { session: name, reason })
          return reason === 'Unavailable' ? 'host-unavailable' : 'impossible'
        },
        () => 'revived',
      ),
    )

  return (entry, continueConversation) => async () => {
    const outcome = await attempt(entry, continueConversation)()
    if (outcome !== 'host-unavailable') await record.update((records) => E.right(dealtWith(records, entry.id)))()
    return outcome
  }
}

/** Never fails. What the host could not be asked for stays planned for the next start of the hub. */
export type ReviveAll = (plan: ReadonlyArray<SessionRecord>, continueConversation: boolean) => T.Task<void>

/** Waits before a session is tried again while the host cannot be asked, as after another crash. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 16_000]

/** Starts sessions again after their host died, one after another in the order of the plan. */
export function makeReviveAll({ reviveSession, clock }: Pick<SessionsSteps, 'reviveSession' | 'clock'>): ReviveAll {
  return (plan, continueConversation) => async () => {
    for (const entry of plan) {
      const revive = reviveSession(entry, continueConversation)
      let outcome = await revive()
      for (const ms of RETRY_MS) {
        if (outcome !== 'host-unavailable') break
        await pause(clock, ms)
        outcome = await revive()
      }
    }
  }
}

/** A host that crashes more often within this time does so because of what is revived in it. */
const MAX_CRASHES = 3
const WITHIN_MS = 10 * 60 * 1000

const PART = 'revival after a crash'

/**
 * Starts again, while the hub runs, every known session that went down in a crash of the host. The plan is on disk before
 * the first start, so that a hub that is killed meanwhile goes on at its next start. A host that ended on request stays
 * down.
 */
export function makeReviveAfterCrash(
  deps: Pick<SessionsSteps, 'host' | 'record' | 'settings' | 'reviveAll' | 'clock' | 'log'>,
): Job {
  const { host, record, settings, reviveAll, clock, log } = deps

  async function revive(crashed: ReadonlySet<SessionId>): Promise<void> {
    const current = await settings.read()
    if (E.isLeft(current) || !current.right.autoRestore) return
    const noted = await record.update((records) => E.right(planned(records, afterCrash(records, crashed))))()
    if (E.isLeft(noted)) {
      log.error('the host crashed, and what it ran could not be planned', { detail: noted.left.detail })
      return
    }
    const plan = afterCrash(noted.right, crashed)
    log.warn('the session host crashed; its sessions are started again', { sessions: plan.length })
    await reviveAll(plan, current.right.autoRestoreContinue)()
  }

  return {
    name: PART,
    start: () => {
      let crashed = new Set<SessionId>()
      let crashes: ReadonlyArray<number> = []
      let last: Promise<void> = Promise.resolve()

      const flush = (): void => {
        const lost = crashed
        crashed = new Set()
        crashes = [...crashes.filter((at) => clock.now() - at < WITHIN_MS), clock.now()]
        if (crashes.length > MAX_CRASHES) {
          log.error('the session host crashes again and again; its sessions stay down until the next start', {})
          return
        }
        const revival = last.then(() => revive(lost))
        last = revival.catch(() => undefined)
        detach(PART, revival)
      }
      return host.watch((event) => {
        if (event._tag !== 'SessionEnded' || event.with !== 'crash') return
        // One crash tells the end of every session in one turn.
        if (crashed.size === 0) detach(PART, Promise.resolve().then(flush))
        crashed.add(event.id)
      })
    },
  }
}

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
