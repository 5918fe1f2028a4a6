import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { notInstallable, type ForeignService, type NotInstallable } from '../../domain/server/errors.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { ServerPorts } from './ports.js'
import type { ServiceSpec, InstalledService } from './service-manager.port.js'

/** This hub as the process of a service. */
export interface OwnService {
  /** Definition that starts this hub as it was started now. */
  readonly spec: ServiceSpec
  /** Variables with secrets that the definition leaves out. */
  readonly leftOut: ReadonlyArray<string>
  /** Ends this process in order; sessions keep running. */
  readonly stop: () => void
}

export type InstallServiceError = ForeignService | NotInstallable | Unavailable

/** Makes this hub start with the machine. A hub that was started by hand ends, and the service takes its place. */
export type InstallService = (caller: Caller) => TE.TaskEither<InstallServiceError, InstalledService>

/** Time for the answer to reach the caller. The manager starts a service that failed again after at least one second. */
const END_AFTER_MS = 300

export function makeInstallService(
  deps: Pick<ServerPorts, 'service' | 'ownService' | 'pid' | 'audit' | 'clock'>,
): InstallService {
  const { service, ownService, pid, audit, clock } = deps
  return (caller) => async () => {
    if (ownService === null) return E.left(notInstallable('embedded'))
    if (ownService.leftOut.length > 0) return E.left(notInstallable('secrets'))
    const state = await service.state()
    if (E.isLeft(state)) return state
    if (state.right.pid !== null && state.right.pid !== pid) return E.left(notInstallable('other-hub'))
    const recorded = await audit.record({ event: 'service.install', fields: { target: service.target } }, caller)()
    if (E.isLeft(recorded)) return recorded
    const installed = await service.install(ownService.spec)()
    if (E.isRight(installed) && state.right.pid === null) clock.after(END_AFTER_MS, ownService.stop)
    return installed
  }
}
