import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { adoptedAs, toAdopt } from '../../domain/sessions/adoption.js'
import { remember, type KnownSession } from '../../domain/sessions/known-session.js'
import { pruned, restoreCommands, restorePlan } from '../../domain/sessions/restore-plan.js'
import { parseSessionName } from '../../domain/sessions/session-name.js'
import type { SettingsStore } from '../settings/settings-store.port.js'
import { THE_HUB } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { Log } from '../shared/log.port.js'
import type { RestoreSession } from './restore-session.js'
import type { SessionHost } from './session-host.port.js'
import type { SessionRecord } from './session-record.port.js'
import type { SessionTokens } from './session-tokens.port.js'
import type { TakeHeartbeat } from './take-heartbeat.js'

/** Answers when every session that could be revived runs. */
export type BootSessions = TE.TaskEither<Unavailable, void>
export interface BootSessionsDeps {
  readonly host: SessionHost
  readonly record: SessionRecord
  readonly tokens: SessionTokens
  readonly settings: SettingsStore
  readonly restoreSession: RestoreSession
  readonly takeHeartbeat: TakeHeartbeat
  readonly clock: Clock
  readonly log: Log
  readonly prefix: string
}

/**
 * What happens once when the hub starts: forget what is long gone, take in live sessions of ours that no entry tells of,
 * and, if the session host itself died, start again what was alive in it. One session that cannot be revived is logged
 * and stops nothing.
 */
export function makeBootSessions(deps: BootSessionsDeps): BootSessions {
  const { host, record, tokens, settings, restoreSession, takeHeartbeat, clock, log, prefix } = deps

  const attempt = (name: string, command: string): T.Task<boolean> =>
    pipe(
      TE.fromEither(parseSessionName(name)),
      TE.flatMap((parsed) => restoreSession(parsed, THE_HUB, command)),
      TE.match(
        (error) => {
          log.warn('a session could not be revived', { session: name, reason: error._tag })
          return false
        },
        () => true,
      ),
    )

  const revive =
    (entry: KnownSession, continueConversation: boolean): T.Task<void> =>
    async () => {
      for (const command of restoreCommands(entry, continueConversation))
        if (await attempt(entry.name, command)()) return
    }

  const reviveAll =
    (plan: ReadonlyArray<KnownSession>, continueConversation: boolean): T.Task<void> =>
    async () => {
      for (const entry of plan) await revive(entry, continueConversation)()
    }

  return pipe(
    TE.Do,
    TE.bind('current', () => settings.read),
    TE.bind('run', () => host.run),
    TE.bind('live', () => host.list),
    TE.let('names', ({ live }) => live.map((session) => session.name)),
    TE.bind('book', ({ names }) => record.update((book) => E.right(pruned(book, names, clock.now())))),
    TE.tap(({ names }) => tokens.keepOnly(names)),
    TE.let('plan', ({ current, book, names, run }) =>
      current.autoRestore ? restorePlan(book, names, run, clock.now()) : [],
    ),
    TE.tapTask(({ plan, current }) => reviveAll(plan, current.autoRestoreContinue)),
    TE.flatMap(({ live }) =>
      takeHeartbeat((latest, at) =>
        E.right(
          toAdopt(live, latest, prefix).reduce((book, session) => remember(book, adoptedAs(session), at), latest),
        ),
      ),
    ),
    TE.asUnit,
  )
}
