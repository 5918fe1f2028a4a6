import type { HooksFeature } from '../../../../application/hooks/hooks-feature.js'
import type { ServerFeature } from '../../../../application/server/server-feature.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './setup.api.js'

/** Routes of the first run. */
export const setupRoutes = (
  { readSetup, installService }: Pick<ServerFeature, 'readSetup' | 'installService'>,
  { installHooks }: Pick<HooksFeature, 'installHooks'>,
): ReadonlyArray<Binding> => [
  bind(api.readSetup, () => readSetup),
  bind(api.installHooks, ({ caller }) => installHooks(caller)),
  bind(api.installService, ({ caller }) => installService(caller)),
]
