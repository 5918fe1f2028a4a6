import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { notManaged, type NotManaged } from '../../domain/server/errors.js'
import type { Caller } from '../shared/audit-log.port.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import type { ServiceState } from './service-manager.port.js'
import type { ServerPorts } from './ports.js'

/** Answers with the service that is about to be started again. */
export type RestartHub = (caller: Caller) => TE.TaskEither<NotManaged | Unavailable, { readonly target: string }>

/** Time for the answer to reach who asked. */
const RESTART_AFTER_MS = 300

/**
 * Has the hub started again by its service manager. Only where that would happen: the manager's process must be this one,
 * for a service that is merely enabled, or that runs another hub, would leave this one as it is.
 */
export function makeRestartHub(deps: Pick<ServerPorts, 'service' | 'pid' | 'audit' | 'clock' | 'log'>): RestartHub {
  const { service, pid, audit, clock, log } = deps
  const refused = (hint: string): TE.TaskEither<NotManaged, never> => TE.left(notManaged(service.target, hint))

  const isOurs = (state: ServiceState): TE.TaskEither<NotManaged, void> => {
    if (state.pid === pid) return TE.right(undefined)
    if (!state.isInstalled)
      return refused('This hub was started by hand. Install it as a service: penates service install')
    return refused(
      state.pid === null
        ? 'The service is installed, but this hub was started by hand. Stop it, then start the service.'
        : 'The service runs another hub than this one.',
    )
  }

  const restart = (): void => {
    const restarted = pipe(
      service.restart,
      TE.match(
        ({ detail }) => {
          log.error('the hub could not be restarted', { detail })
        },
        () => undefined,
      ),
    )
    detach('restart through the service manager', restarted)
  }

  return (caller) =>
    pipe(
      service.state,
      TE.orElseW(() => refused('No service manager answers. Stop the hub and start it again where you started it.')),
      TE.flatMap(isOurs),
      TE.tap(() => audit.record({ event: 'server.restart', fields: { target: service.target } }, caller)),
      TE.map(() => {
        clock.after(RESTART_AFTER_MS, restart)
        return { target: service.target }
      }),
    )
}
