import { createHash } from 'node:crypto'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalLedger, LedgerProof } from '../../../application/approvals/approval-ledger.port.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { checkLine, EMPTY_CHAIN, endCheck, link, startCheck, type ChainEntry } from '../../../domain/approvals/chain.js'

/** Chained log in memory. */
export interface MemoryApprovalLedger extends ApprovalLedger, LedgerProof {
  /** Appended entries, in order. */
  readonly entries: ReadonlyArray<ChainEntry>
}

/** The log for as long as the process lives, chained like the real one. */
export function memoryApprovalLedger(clock: Clock): MemoryApprovalLedger {
  const entries: ChainEntry[] = []
  const lines: string[] = []
  let head = EMPTY_CHAIN
  return {
    entries,
    append: (...added) =>
      TE.fromIO(() => {
        for (const entry of added) {
          const linked = link(head, entry, clock.now(), sha256)
          head = linked.head
          entries.push(entry)
          lines.push(linked.line)
        }
      }),
    recordsOf: (ids) => TE.fromIO(() => new Map(ids.map((id) => [id, entries.filter((entry) => entry['id'] === id)]))),
    check: TE.fromIO(() => ({
      records: lines.length,
      fault: endCheck(lines.reduce((check, line) => checkLine(check, line, sha256), startCheck(head))),
    })),
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
