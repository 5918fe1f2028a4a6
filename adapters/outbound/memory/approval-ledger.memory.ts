import { createHash } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalLedger, LedgerProof } from '../../../application/approvals/approval-ledger.port.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { checkLine, EMPTY_CHAIN, endCheck, link, startCheck, type ChainEntry } from '../../../domain/approvals/chain.js'

/** Chained log in memory. */
export interface MemoryApprovalLedger extends ApprovalLedger, LedgerProof {
  /** Appended entries, in order. */
  readonly entries: ReadonlyArray<ChainEntry>
  /** Lines of the log, in order. */
  readonly lines: () => ReadonlyArray<string>
  /** Changes that are made outside the hub. */
  readonly controls: {
    /** Replaces the stored lines. */
    readonly rewrite: (change: (lines: ReadonlyArray<string>) => ReadonlyArray<string>) => void
    /** While the disk is full, every append fails. */
    readonly setFull: (isFull: boolean) => void
  }
}

/** The log for as long as the process lives, chained like the real one. */
export function memoryApprovalLedger(clock: Clock): MemoryApprovalLedger {
  const entries: ChainEntry[] = []
  let lines: string[] = []
  let head = EMPTY_CHAIN
  let isFull = false
  return {
    entries,
    lines: () => lines,
    append: (...added) =>
      TE.fromIOEither((): E.Either<Unavailable, void> => {
        if (isFull) return E.left(unavailable('approvals log', 'the disk is full'))
        for (const entry of added) {
          const linked = link(head, entry, clock.now(), sha256)
          head = linked.head
          entries.push(entry)
          lines.push(linked.line)
        }
        return E.right(undefined)
      }),
    recordsOf: (ids) => TE.fromIO(() => new Map(ids.map((id) => [id, entries.filter((entry) => entry['id'] === id)]))),
    check: TE.fromIO(() => ({
      records: lines.length,
      fault: endCheck(lines.reduce((check, line) => checkLine(check, line, sha256), startCheck(head))),
    })),
    controls: {
      rewrite: (change) => {
        lines = [...change(lines)]
      },
      setFull: (now) => {
        isFull = now
      },
    },
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
