import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalStore } from '../../../application/approvals/approval-store.port.js'
import type { Approval } from '../../../domain/approvals/approval.js'

/** Keeps approvals for as long as the object lives: a test's "restart" passes the same one on. */
export function memoryApprovalStore(): ApprovalStore {
  const kept = new Map<string, Approval>()
  return {
    kept: TE.fromIO(() => [...kept.values()].sort((a, b) => a.createdAt - b.createdAt)),
    keep: (approval) => TE.fromIO(() => void kept.set(approval.id, approval)),
    drop: (id) => TE.fromIO(() => void kept.delete(id)),
  }
}
