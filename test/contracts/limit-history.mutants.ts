import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable } from '../../application/shared/errors.js'
import type { LimitHistoryHarness } from './limit-history.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<LimitHistoryHarness, 'history'>('history')
const ORDER = 'gives back what was added, in the order in which it was, also batches that were added at once'

/** Broken histories of limits. */
export const limitHistoryMutants: Mutants<LimitHistoryHarness> = {
  'has nothing before the first batch': {
    'is unavailable before the first batch': broken(() => ({ since: () => TE.left(unavailable('mutant', 'no file')) })),
  },
  [ORDER]: {
    'stores nothing': broken(() => ({ append: () => TE.right(undefined) })),
    'sorts by time': broken(({ since }) => ({
      since: (from) =>
        pipe(
          since(from),
          TE.map((points) => [...points].sort((one, other) => one.at - other.at)),
        ),
    })),
    'stores the first point of a batch': broken(({ append }) => ({ append: (points) => append(points.slice(0, 1)) })),
    'drops the label': broken(({ append }) => ({
      append: (points) => append(points.map((point) => ({ ...point, label: null }))),
    })),
    'drops a batch while another is written': broken(({ append }) => {
      let isBusy = false
      return {
        append: (points) => async () => {
          if (isBusy) return TE.right(undefined)()
          isBusy = true
          await Promise.resolve()
          isBusy = false
          return append(points)()
        },
      }
    }),
  },
  'leaves out what is older than asked for': {
    'returns everything': broken(({ since }) => ({ since: () => since(0) })),
    'leaves out what is as old as asked for': broken(({ since }) => ({ since: (from) => since(from + 1) })),
  },
}
