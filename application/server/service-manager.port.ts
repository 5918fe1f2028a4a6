import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ForeignService } from '../../domain/server/errors.js'
import type { Unavailable } from '../shared/errors.js'

/** Command, folder and environment of a service. */
export interface ServiceSpec {
  /** Program and arguments of the service. */
  readonly argv: readonly [string, ...string[]]
  /** Absolute. */
  readonly directory: string
  /** On top of what the manager gives; no secrets: definitions can be read by others. */
  readonly environment: Readonly<Record<string, string>>
}

/** State of the hub's service. */
export interface ServiceState {
  /** True when a definition of the service exists. */
  readonly isInstalled: boolean
  /** True when it starts with the machine, or when the person logs in. */
  readonly isEnabled: boolean
  /** Its process; `null` while it does not run. */
  readonly pid: number | null
}

/** Service after its installation. */
export interface InstalledService {
  /** Absolute path of its definition. */
  readonly file: string
  /** Optional steps that failed, in English. */
  readonly notes: ReadonlyArray<string>
}

/**
 * The person's own service manager, and the one service in it that is ours.
 *
 * Processes that the service has started outlive its stop and its restart: sessions are never ended with the hub.
 * `Unavailable` when there is no manager or it refuses; its words are the detail.
 */
export interface ServiceManager {
  /** Name of the service as the manager calls it. */
  readonly target: string
  readonly state: TE.TaskEither<Unavailable, ServiceState>
  /** Defines the service, again if need be, and runs it from now on; a running one is started anew. */
  readonly install: (spec: ServiceSpec) => TE.TaskEither<ForeignService | Unavailable, InstalledService>
  /** Stops and removes the service. False when there was none. */
  readonly remove: TE.TaskEither<ForeignService | Unavailable, boolean>
  /** Orders a restart and answers once the order is taken, which may be after the end of who asked. */
  readonly restart: TE.TaskEither<Unavailable, void>
}
