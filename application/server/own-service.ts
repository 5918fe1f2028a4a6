import type { ServiceSpec } from './service-manager.port.js'

/** This hub as the process of a service. */
export interface OwnService {
  /** Definition that starts this hub as it was started now. */
  readonly spec: ServiceSpec
  /** Variables with secrets that the definition leaves out. */
  readonly leftOut: ReadonlyArray<string>
  /** Ends this process in order; sessions keep running. */
  readonly stop: () => void
}
