import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalHistory } from '../../../application/approvals/approval-history.port.js'
import { canonicalJson, type JsonObject } from '../../../domain/approvals/canonical-json.js'
import type { MemoryApprovalLedger } from './approval-ledger.memory.js'

/** Records in a part, few so that tests read several parts. */
const PART_RECORDS = 4

/** Reads back what a log in memory was given. Positions are numbers of records. */
export const memoryApprovalHistory = ({
  entries,
  lines,
}: Pick<MemoryApprovalLedger, 'entries' | 'lines'>): ApprovalHistory => ({
  mentioning: (texts) =>
    TE.fromIO(() =>
      entries.filter((entry) => {
        const line = canonicalJson(entry)
        return E.isRight(line) && texts.some((text) => line.right.includes(text))
      }),
    ),
  before: (position) =>
    TE.fromIO(() => {
      const all = lines()
      const end = Math.min(position ?? all.length, all.length)
      const first = Math.max(end - PART_RECORDS, 0)
      const records = all
        .slice(first, end)
        .map((line, index) => ({ record: JSON.parse(line) as JsonObject, start: first + index }))
      return { records: records.toReversed(), before: first === 0 ? null : first }
    }),
})
