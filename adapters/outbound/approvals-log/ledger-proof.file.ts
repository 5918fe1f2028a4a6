import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { LedgerProof, LedgerReport } from '../../../application/approvals/approval-ledger.port.js'
import type { Finding, Prerequisite } from '../../../application/doctor/prerequisite.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { checkLine, endCheck, startCheck, type Sha256 } from '../../../domain/approvals/chain.js'
import { errorCode, errorText, type Disk } from '../../../infrastructure/files/disk.js'
import { headFileOf, readHead, readLines } from './log-files.js'

export interface FileLedgerProofDeps {
  readonly disk: Disk
  /** Absolute. */
  readonly file: string
  readonly sha256: Sha256
}

/** Reads the whole log against its noted head. The head is read first: a hub that is running only adds to the log. */
export function fileLedgerProof({ disk, file, sha256 }: FileLedgerProofDeps): LedgerProof {
  async function check(): Promise<LedgerReport> {
    const head = await disk.readBytes(headFileOf(file)).catch((thrown: unknown) => {
      if (errorCode(thrown) === 'ENOENT') return null
      throw thrown
    })
    let state = startCheck(head === null ? null : readHead(head))
    // Text after the last line feed is an incomplete write, which was never acknowledged.
    for await (const line of readLines(file, 0)) if (line.isWhole) state = checkLine(state, line.text, sha256)
    return { records: state.lines, fault: endCheck(state) }
  }
  return { check: TE.tryCatch(check, (thrown) => unavailable('approvals log', errorText(thrown), thrown)) }
}

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
