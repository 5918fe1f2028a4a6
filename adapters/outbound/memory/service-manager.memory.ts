import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ServiceManager, ServiceState } from '../../../application/server/service-manager.port.js'
import { unavailable } from '../../../application/shared/errors.js'

/** Service in memory. */
export interface MemoryServiceManager extends ServiceManager {
  readonly controls: {
    /** The service runs as this process from now on. */
    readonly runsAs: (pid: number) => void
    readonly restarts: () => number
    /** There is no manager any more. */
    readonly takeAway: () => void
  }
}

/** A service manager that counts up processes and runs none. */
export function memoryServiceManager(target = 'penates.service'): MemoryServiceManager {
  const none: ServiceState = { isInstalled: false, isEnabled: false, pid: null }
  let state = none
  let lastPid = 100
  let restarts = 0
  let isThere = true

  const whenThere = <A>(act: () => E.Either<ReturnType<typeof unavailable>, A>) =>
    TE.fromIOEither(() => (isThere ? act() : E.left(unavailable('service', 'there is no service manager'))))
  const run = (): void => {
    lastPid += 1
    state = { isInstalled: true, isEnabled: true, pid: lastPid }
  }

  return {
    target,
    state: whenThere(() => E.right(state)),
    install: () =>
      whenThere(() => {
        run()
        return E.right({ file: `/services/${target}`, notes: [] })
      }),
    remove: whenThere(() => {
      const was = state.isInstalled
      state = none
      return E.right(was)
    }),
    restart: whenThere(() => {
      if (!state.isInstalled) return E.left(unavailable('service', 'there is no such service'))
      restarts += 1
      run()
      return E.right(undefined)
    }),
    controls: {
      runsAs: (pid) => {
        state = { isInstalled: true, isEnabled: true, pid }
      },
      restarts: () => restarts,
      takeAway: () => {
        isThere = false
      },
    },
  }
}
