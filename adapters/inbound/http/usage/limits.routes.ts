import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ReadCosts } from '../../../../application/usage/read-costs.js'
import type { ReadLimits } from '../../../../application/usage/read-limits.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './limits.api.js'
import { limitsJson } from './limits.codec.js'

/** What the routes of limits and costs drive. */
export interface LimitUseCases {
  readonly readLimits: ReadLimits
  readonly readCosts: ReadCosts
}

export function limitRoutes({ readLimits, readCosts }: LimitUseCases): ReadonlyArray<Binding> {
  return [
    bind(api.readUsageLimits, ({ query: { days } }) =>
      pipe(
        readLimits.read(days),
        TE.map((limits) => ({ status: 200, body: limitsJson(limits) })),
      ),
    ),
    bind(api.readUsageCosts, () =>
      pipe(
        readCosts,
        TE.map((costs) => ({ status: 200, body: costs })),
      ),
    ),
  ]
}
