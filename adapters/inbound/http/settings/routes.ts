import type { ReadHubOverview } from '../../../../application/overview/read-hub-overview.js'
import type { SettingsFeature } from '../../../../application/settings/settings-feature.js'
import type { InvalidSettings } from '../../../../domain/settings/errors.js'
import { bind, type Binding } from '../routing/bind.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'

export const settingsRoutes = (
  { changeSettings }: Pick<SettingsFeature, 'changeSettings'>,
  readHubOverview: ReadHubOverview,
): ReadonlyArray<Binding> => [
  bind(api.readSettings, () => readHubOverview),
  bind(api.changeSettings, ({ body, caller }) => changeSettings(body, caller)),
]

export const SETTINGS_ROWS = {
  InvalidSettings: {
    status: 400,
    text: ({ hasValid }) => (hasValid ? 'Invalid body' : 'no valid settings in body'),
    more: ({ at }) => ({ at }),
  },
} satisfies ErrorRows<InvalidSettings>
