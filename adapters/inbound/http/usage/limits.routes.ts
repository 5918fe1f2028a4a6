import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { UsageFeature } from '../../../../application/usage/usage-feature.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './limits.api.js'
import { limitsJson } from './limits.codec.js'

export function limitRoutes({ readLimits, readCosts }: UsageFeature): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.readUsageLimits, ({ query: { days } }) =>
      pipe(
        readLimits.read(days),
        TE.map((limits) => ({ status: 200, body: limitsJson(limits) })),
      ),
    ),
    bindAnswer(api.readUsageCosts, () =>
      pipe(
        readCosts,
        TE.map((costs) => ({ status: 200, body: costs })),
      ),
    ),
  ]
}
