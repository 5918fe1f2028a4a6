import * as E from 'fp-ts/lib/Either.js'
import type { Unavailable } from '../shared/errors.js'
import type { ApprovalHistory, LogPart } from './approval-history.port.js'

/** Parts of the log from its end to its start. A failure is the last one. */
export async function* logParts(
  history: Pick<ApprovalHistory, 'before'>,
): AsyncGenerator<E.Either<Unavailable, LogPart>, void> {
  let before: number | null = null
  do {
    const part: E.Either<Unavailable, LogPart> = await history.before(before)()
    yield part
    before = E.isRight(part) ? part.right.before : null
  } while (before !== null)
}
