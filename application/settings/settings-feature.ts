import { makeChangeSettings, type ChangeSettings } from './change-settings.js'
import type { SettingsStore } from './settings-store.port.js'
import type { SettingsPorts } from './ports.js'

/** Settings that the operator changes while the hub runs. */
export interface SettingsFeature {
  readonly readSettings: SettingsStore['read']
  readonly changeSettings: ChangeSettings
}

export const makeSettings = ({ sessions, ...ports }: SettingsPorts): SettingsFeature => ({
  readSettings: ports.store.read,
  changeSettings: makeChangeSettings({ ...ports, ...sessions }),
})
