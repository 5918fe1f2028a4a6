import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalStore } from '../../application/approvals/approval-store.port.js'
import { unavailable } from '../../application/shared/errors.js'
import type { StoreHarness } from './harness.js'
import { brokenInEachRun, type Mutants } from './mutants.js'

const broken = brokenInEachRun<ApprovalStore>()

/** Broken stores of pending approvals. */
export const approvalStoreMutants: Mutants<StoreHarness<ApprovalStore>> = {
  'is empty at first': {
    'cannot be read': broken(() => ({ kept: TE.left(unavailable('mutant', 'refused')) })),
  },
  'gives back what was kept, oldest first, also to a hub that starts later': {
    'returns the newest first': broken(({ kept }) => ({
      kept: pipe(
        kept,
        TE.map((all) => all.toReversed()),
      ),
    })),
    'stores nothing': broken(() => ({ keep: () => TE.right(undefined) })),
    'stores the input of a call as plain text': broken(({ keep }) => ({
      keep: (approval) =>
        keep({ ...approval, call: { ...approval.call, input: { text: JSON.stringify(approval.call.input) } } }),
    })),
    'drops the mode': broken(({ keep }) => ({ keep: (approval) => keep({ ...approval, mode: 'ask' }) })),
  },
  'forgets what was dropped, and only that': {
    'drops nothing': broken(() => ({ drop: () => TE.right(undefined) })),
    'fails for an unknown id': broken(({ kept, drop }) => ({
      drop: (id) =>
        pipe(
          kept,
          TE.filterOrElseW(
            (all) => all.some((approval) => approval.id === id),
            () => unavailable('mutant', 'unknown'),
          ),
          TE.flatMap(() => drop(id)),
        ),
    })),
  },
  'keeps many at once': {
    'drops an approval that comes while another is stored': broken(({ keep }) => {
      let isBusy = false
      return {
        keep: (approval) => async () => {
          if (isBusy) return TE.right(undefined)()
          isBusy = true
          await Promise.resolve()
          isBusy = false
          return keep(approval)()
        },
      }
    }),
  },
}
