import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { QuarterUsage } from '../../domain/usage/quarters.js'
import type { Unavailable } from '../shared/errors.js'
import type { UsageSteps } from './ports.js'

/** Usage of sessions of agents by quarter of an hour; `null` before the logs have been read once. */
export type ReadQuarters = (
  sessions: ReadonlyArray<string>,
  since: Instant,
) => TE.TaskEither<Unavailable, ReadonlyArray<QuarterUsage> | null>

export const makeReadQuarters =
  ({ logs, pricesInForce }: Pick<UsageSteps, 'logs' | 'pricesInForce'>): ReadQuarters =>
  (sessions, since) =>
    pipe(
      TE.fromTask(pricesInForce),
      TE.flatMap((prices) => logs.quarters({ sessions, since, prices })),
    )
