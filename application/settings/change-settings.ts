import * as A from 'fp-ts/lib/ReadonlyArray.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { InvalidSettings } from '../../domain/settings/errors.js'
import { parseSettingsChange, type Settings } from '../../domain/settings/settings.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { SettingsSteps } from './ports.js'

/** Failure of a change; no setting was changed. */
export type ChangeSettingsError = InvalidSettings | Unavailable
/** Changes the settings that are given and applies them to running sessions. */
export type ChangeSettings = (
  raw: Readonly<Record<string, unknown>>,
  caller: Caller,
) => TE.TaskEither<ChangeSettingsError, Settings>

/**
 * Stores a change and puts it into effect. A session that cannot be told (it may just be ending) is logged and stops
 * nothing: the setting stands, and the next start follows it.
 */
export function makeChangeSettings(
  deps: Pick<SettingsSteps, 'store' | 'listSessions' | 'host' | 'audit' | 'log'>,
): ChangeSettings {
  const { store, listSessions, host, audit, log } = deps
  type Switch = (session: string) => TE.TaskEither<{ readonly _tag: string }, void>

  const logged =
    (setting: string, apply: Switch) =>
    (session: string): T.Task<void> =>
      pipe(
        apply(session),
        TE.match(
          (error) => {
            log.warn('a setting could not be applied to a session', { setting, session, reason: error._tag })
          },
          () => undefined,
        ),
      )

  /** Only our own sessions: a person's other ones are theirs. */
  const applyToAll = (setting: string, apply: Switch): TE.TaskEither<Unavailable, void> =>
    pipe(
      listSessions,
      TE.map(({ sessions }) => sessions.filter(({ status }) => status === 'running').map(({ name }) => name)),
      TE.flatMapTask(A.traverse(T.ApplicativePar)(logged(setting, apply))),
      TE.asUnit,
    )

  return (raw, caller) =>
    pipe(
      TE.Do,
      TE.bindW('changes', () => TE.fromEither(parseSettingsChange(raw))),
      TE.bindW('settings', ({ changes }) => store.change(changes)),
      TE.tap(({ changes }) => audit.record({ event: 'settings.change', fields: { ...changes } }, caller)),
      TE.tap(({ changes: { tmuxMouse } }) =>
        tmuxMouse === undefined
          ? TE.right(undefined)
          : applyToAll('tmuxMouse', (session) => host.setMouse(session, tmuxMouse === 'on')),
      ),
      TE.tap(({ changes: { tmuxStatus } }) =>
        tmuxStatus === undefined
          ? TE.right(undefined)
          : applyToAll('tmuxStatus', (session) => host.setStatus(session, tmuxStatus === 'on')),
      ),
      TE.map(({ settings }) => settings),
    )
}
