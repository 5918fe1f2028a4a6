import type { ReadHubOverview } from '../../../../application/overview/read-hub-overview.js'
import type { SettingsFeature } from '../../../../application/settings/settings-feature.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export const settingsRoutes = (
  { changeSettings }: Pick<SettingsFeature, 'changeSettings'>,
  readHubOverview: ReadHubOverview,
): ReadonlyArray<Binding> => [
  bind(api.readSettings, () => readHubOverview),
  bind(api.changeSettings, ({ body, caller }) => changeSettings(body, caller)),
]
