import type { Principal } from '../../domain/access/principal.js'
import type { Caller } from '../shared/audit-log.port.js'

/** Caller of a board operation. */
export interface BoardCaller extends Caller {
  /** Holder of the token: the operator or a session. */
  readonly principal: Principal
  /** The client's own id, which events that it causes carry as `origin`. */
  readonly client: string | null
}
