import type { InvalidSettings } from '../../../../domain/settings/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

export type SettingsError = InvalidSettings

export const SETTINGS_ROWS = {
  InvalidSettings: {
    status: 400,
    text: ({ hasValid }) => (hasValid ? 'Invalid body' : 'no valid settings in body'),
    more: ({ at }) => ({ at }),
  },
} satisfies ErrorRows<SettingsError>
