import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Caller } from '../shared/audit-log.port.js'
import { unavailable } from '../shared/errors.js'
import type { HooksReport, ManageHooksError } from './manage-hooks.js'
import type { HooksSteps } from './ports.js'

/** Puts the hooks into the user settings of the coding CLI, as `penates hooks install` does. */
export type InstallHooks = (caller: Caller) => TE.TaskEither<ManageHooksError, HooksReport>

/** A gate that stands already stays as strict as it is. */
export function makeInstallHooks({ manageHooks, audit }: Pick<HooksSteps, 'manageHooks' | 'audit'>): InstallHooks {
  return (caller) =>
    manageHooks === null
      ? TE.left(unavailable('hooks', 'no coding CLI has hooks'))
      : pipe(
          manageHooks.status,
          TE.tap(({ file }) => audit.record({ event: 'hooks.install', fields: { file } }, caller)),
          TE.flatMap(({ gate }) => manageHooks.install(gate ?? 'ask')),
        )
}
