import type { UsageFeature } from '../../../../application/usage/usage-feature.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './limits.api.js'

export const limitRoutes = ({ readLimits, readCosts }: UsageFeature): ReadonlyArray<Binding> => [
  bind(api.readUsageLimits, ({ query: { days } }) => readLimits.read(days)),
  bind(api.readUsageCosts, () => readCosts),
]
