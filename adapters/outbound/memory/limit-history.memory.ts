import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable } from '../../../application/shared/errors.js'
import type { LimitHistory } from '../../../application/usage/limit-history.port.js'
import type { LimitPoint } from '../../../domain/usage/limit-history.js'

/** History of limits in memory. */
export interface MemoryLimitHistory extends LimitHistory {
  /** While true every call fails with `Unavailable`, as on a disk that is full or gone. */
  readonly setUnavailable: (isUnavailable: boolean) => void
}

/** In-memory history of limits. */
export function memoryLimitHistory(): MemoryLimitHistory {
  const points: LimitPoint[] = []
  let isUnavailable = false
  const unless = <A>(answer: () => A): TE.TaskEither<ReturnType<typeof unavailable>, A> =>
    TE.flatMap(
      TE.fromIO(() => isUnavailable),
      (now) => (now ? TE.left(unavailable('limit history', 'made unavailable by a test')) : TE.fromIO(answer)),
    )
  return {
    append: (added) => unless(() => void points.push(...added)),
    since: (from) => unless(() => points.filter(({ at }) => at >= from)),
    setUnavailable: (now) => {
      isUnavailable = now
    },
  }
}
