import { makeChangeSettings, type ChangeSettings, type ChangeSettingsDeps } from './change-settings.js'
import type { SettingsStore } from './settings-store.port.js'

/** Settings that the operator changes while the hub runs. */
export interface SettingsFeature {
  readonly readSettings: SettingsStore['read']
  readonly changeSettings: ChangeSettings
}

export interface SettingsDeps extends Omit<ChangeSettingsDeps, 'listSessions'> {
  readonly sessions: Pick<ChangeSettingsDeps, 'listSessions'>
}

export const makeSettings = ({ sessions, ...ports }: SettingsDeps): SettingsFeature => ({
  readSettings: ports.store.read,
  changeSettings: makeChangeSettings({ ...ports, ...sessions }),
})
