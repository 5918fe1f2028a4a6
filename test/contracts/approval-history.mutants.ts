import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable } from '../../application/shared/errors.js'
import type { ApprovalHistoryHarness } from './approval-history.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<ApprovalHistoryHarness, 'history'>('history')

/** Broken readers of the log of approvals. */
export const approvalHistoryMutants: Mutants<ApprovalHistoryHarness> = {
  'is empty before the first record': {
    'fails while there is no log': broken((history) => ({
      ...history,
      mentioning: () => TE.left(unavailable('mutant', 'no log')),
    })),
  },
  'returns the records that hold one of the texts, oldest first, and none without a text': {
    'returns the newest record first': broken((history) => ({
      ...history,
      mentioning: (texts) =>
        pipe(
          history.mentioning(texts),
          TE.map((records) => records.toReversed()),
        ),
    })),
    'searches for the first text only': broken((history) => ({
      ...history,
      mentioning: (texts) => history.mentioning(texts.slice(0, 1)),
    })),
    'returns every record for no text': broken((history) => ({
      ...history,
      mentioning: (texts) => history.mentioning(texts.length === 0 ? [''] : texts),
    })),
    'returns the newest record only': broken((history) => ({
      ...history,
      mentioning: (texts) =>
        pipe(
          history.mentioning(texts),
          TE.map((records) => records.slice(-1)),
        ),
    })),
    'returns a record once for each text that it holds': broken((history) => ({
      ...history,
      mentioning: (texts) =>
        pipe(
          texts.map((text) => history.mentioning([text])),
          TE.sequenceSeqArray,
          TE.map((found) => found.flat()),
        ),
    })),
  },
  'returns each record once from the newest back, in parts, also before a position': {
    'returns the oldest record first': broken((history) => ({
      ...history,
      before: (position) =>
        pipe(
          history.before(position),
          TE.map((part) => ({ ...part, records: part.records.toReversed() })),
        ),
    })),
    'returns the newest part only': broken((history) => ({
      ...history,
      before: (position) =>
        pipe(
          history.before(position),
          TE.map((part) => ({ ...part, before: null })),
        ),
    })),
    'ignores the position': broken((history) => ({
      ...history,
      before: () =>
        pipe(
          history.before(null),
          TE.map((part) => ({ ...part, before: null })),
        ),
    })),
  },
}
