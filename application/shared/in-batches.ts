import type * as T from 'fp-ts/lib/Task.js'

/** Answers for every value in order, of which so many are worked on at a time. */
export const inBatches =
  <A, B>(atOnce: number, act: (value: A) => T.Task<B>) =>
  (values: ReadonlyArray<A>): T.Task<ReadonlyArray<B>> =>
  async () => {
    const answers: B[] = []
    for (let from = 0; from < values.length; from += atOnce) {
      answers.push(...(await Promise.all(values.slice(from, from + atOnce).map((value) => act(value)()))))
    }
    return answers
  }
