import type * as TE from 'fp-ts/lib/TaskEither.js'

/** Does something after a step, however that ended; the answer stays that of the step. */
export const andThen =
  (after: TE.TaskEither<never, unknown>) =>
  <E, A>(step: TE.TaskEither<E, A>): TE.TaskEither<E, A> =>
  async () => {
    const result = await step()
    await after()
    return result
  }
