import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AuditEvent, AuditLog, Caller } from '../../../application/shared/audit-log.port.js'

/** Audit log in memory. */
export interface MemoryAuditLog extends AuditLog {
  /** Events in the order of the calls. */
  readonly entries: ReadonlyArray<AuditEvent & { readonly caller: Caller }>
}

export function memoryAuditLog(): MemoryAuditLog {
  const entries: (AuditEvent & { readonly caller: Caller })[] = []
  return {
    entries,
    record: (event, caller) => TE.fromIO(() => void entries.push({ ...event, caller })),
  }
}
