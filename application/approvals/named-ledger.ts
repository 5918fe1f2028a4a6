import { sessionId } from '../../domain/sessions/session-id.js'
import type { ChainEntry } from '../../domain/approvals/chain.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { ApprovalLedger } from './approval-ledger.port.js'

/** The log with the present name of a session in `session` and its id in `sessionId`: people read the log. */
export function namedLedger(ledger: ApprovalLedger, { nameOf }: SessionDirectory): ApprovalLedger {
  const named = (entry: ChainEntry): ChainEntry => {
    const { session: id } = entry
    return typeof id === 'string' ? { ...entry, session: nameOf(sessionId(id)), sessionId: id } : entry
  }
  return { ...ledger, append: (...entries) => ledger.append(...entries.map(named)) }
}
