import type { Decider } from '../../domain/approvals/records.js'
import type { Caller } from '../shared/audit-log.port.js'

/** Sender of a decision. */
export interface DecisionSender {
  /** Caller for the audit log. */
  readonly caller: Caller
  /** The client's own id. */
  readonly client: string | null
  /** True for the operator, whose token was checked already; false for a sender with a one-time token alone. */
  readonly isOperator: boolean
  /** One-time token of the request; it must be right also when the operator sends it. */
  readonly secret: string | null
}

/** Sender as the log names it. */
export function deciderOf({ caller, client, secret }: Omit<DecisionSender, 'isOperator'>): Decider {
  const { user, ip, userAgent, token } = caller
  const by = secret !== null ? 'one-time-token' : token === undefined ? 'operator' : 'named-token'
  return { by, user, ip, userAgent, client, ...(token === undefined ? {} : { token }) }
}
