import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { Log } from '../shared/log.port.js'
import type { SettingsStore } from './settings-store.port.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface SettingsPorts {
  /** The hub's own sessions. */
  readonly sessions: {
    readonly listSessions: TE.TaskEither<
      Unavailable,
      { readonly sessions: ReadonlyArray<{ readonly name: string; readonly status: string }> }
    >
  }
  readonly host: {
    readonly setMouse: (session: string, mouse: boolean) => TE.TaskEither<{ readonly _tag: string }, void>
    readonly setStatus: (session: string, shown: boolean) => TE.TaskEither<{ readonly _tag: string }, void>
  }
  readonly audit: AuditLog
  readonly log: Log
  readonly store: SettingsStore
}

/** The same with the use cases of other features. */
export type SettingsSteps = SettingsPorts & SettingsPorts['sessions']
