import type { ServiceManager, ServiceSpec } from '../../../application/server/service-manager.port.js'

/** The hub as a service of this machine. */
export interface Service {
  readonly manager: ServiceManager
  readonly spec: ServiceSpec
  /** Variables with secrets that the service will not see. */
  readonly leftOut: ReadonlyArray<string>
  /** The last lines of the hub's log. */
  readonly log: () => Promise<ReadonlyArray<string>>
}
