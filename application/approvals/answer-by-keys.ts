import * as E from 'fp-ts/lib/Either.js'
import type { Approval } from '../../domain/approvals/approval.js'
import type { ChainEntry } from '../../domain/approvals/chain.js'
import { endRecords } from '../../domain/approvals/desk.js'
import type { Decided } from '../../domain/approvals/desk-call.js'
import type { DialogChanged } from '../../domain/approvals/errors.js'
import { withdrawalRecord } from '../../domain/approvals/records.js'
import type { Unavailable } from '../shared/errors.js'
import type { ApprovalsSteps } from './ports.js'

/**
 * Gives a decision by the keys of the dialog. It is in the log before the key, and its outcome after that; one that was not given is
 * withdrawn in the log. `null`: it is not known whether the agent took it.
 */
export type AnswerByKeys = (
  approval: Approval,
  decided: Decided,
) => Promise<E.Either<DialogChanged | Unavailable, true | null>>

export function makeAnswerByKeys({
  callDialogs,
  ledger,
  secrets,
  logUnwritten,
}: Pick<ApprovalsSteps, 'callDialogs' | 'ledger' | 'secrets'> & {
  readonly logUnwritten: (id: string, why: Unavailable) => void
}): AnswerByKeys {
  return async (approval, { decision, decider }) => {
    const { id, call } = approval
    const [decided, ...outcome] = endRecords(approval, { why: 'answered-by-keys', decision, decider }, secrets.sha256)
    const append = async (...records: ReadonlyArray<ChainEntry>): Promise<void> => {
      const written = await ledger.append(...records)()
      if (E.isLeft(written)) logUnwritten(id, written.left)
    }
    const answered = await callDialogs.answer(approval, decision, {
      write: ledger.append(...(decided === undefined ? [] : [decided])),
      takeBack: () => append(withdrawalRecord(id, call, decision, decider)),
    })
    if (E.isRight(answered)) await append(...outcome)
    return answered
  }
}
