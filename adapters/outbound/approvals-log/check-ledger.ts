import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { LedgerProof } from '../../../application/approvals/approval-ledger.port.js'
import type { Finding, Prerequisite } from '../../../application/doctor/prerequisite.port.js'

/** Name of the finding. */
const NAME = 'approvals.log'

const warning = (detail: string, mend: string): ReadonlyArray<Finding> => [
  { name: NAME, state: 'warning', detail, mend },
]

/** Looks whether the log of approvals is as it was written. */
export const checkLedger = ({ check }: LedgerProof): Prerequisite =>
  pipe(
    check,
    TE.match(
      ({ detail }): ReadonlyArray<Finding> => warning(detail, 'Give yourself the file (chown, chmod 600).'),
      ({ records, fault }) =>
        fault === null
          ? [{ name: NAME, state: 'ok', detail: `whole: ${String(records)} records`, mend: null }]
          : warning(
              `not as it was written: ${fault.problem}, at record ${String(fault.seq)}`,
              'Keep a copy as evidence and look into it: penates audit verify. The hub goes on after the break.',
            ),
    ),
  )
