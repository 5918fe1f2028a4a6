import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AuditLog, Caller } from '../shared/audit-log.port.js'
import { unavailable } from '../shared/errors.js'
import type { HooksReport, ManageHooks, ManageHooksError } from './manage-hooks.js'

/** Puts the hooks into the user settings of the coding CLI, as `penates hooks install` does. */
export type InstallHooks = (caller: Caller) => TE.TaskEither<ManageHooksError, HooksReport>
export interface InstallHooksDeps {
  /** `null` without a coding CLI that has hooks. */
  readonly manageHooks: ManageHooks | null
  readonly audit: AuditLog
}

/** A gate that stands already stays as strict as it is. */
export function makeInstallHooks({ manageHooks, audit }: InstallHooksDeps): InstallHooks {
  return (caller) =>
    manageHooks === null
      ? TE.left(unavailable('hooks', 'no coding CLI has hooks'))
      : pipe(
          manageHooks.status,
          TE.tap(({ file }) => audit.record({ event: 'hooks.install', fields: { file } }, caller)),
          TE.flatMap(({ gate }) => manageHooks.install(gate ?? 'ask')),
        )
}
