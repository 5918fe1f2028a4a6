import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalHistory } from '../../../application/approvals/approval-history.port.js'
import { canonicalJson } from '../../../domain/approvals/canonical-json.js'
import type { MemoryApprovalLedger } from './approval-ledger.memory.js'

/** Reads back what a log in memory was given. */
export const memoryApprovalHistory = ({ entries }: Pick<MemoryApprovalLedger, 'entries'>): ApprovalHistory => ({
  mentioning: (texts) =>
    TE.fromIO(() =>
      entries.filter((entry) => {
        const line = canonicalJson(entry)
        return E.isRight(line) && texts.some((text) => line.right.includes(text))
      }),
    ),
})
