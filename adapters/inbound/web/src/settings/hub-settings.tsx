import type { VNode } from 'preact'
import { SETTINGS, type SettingName } from '../../../../../domain/settings/settings.js'
import { messages } from '../i18n/messages.js'
import { facts } from '../state/hub-facts.js'
import { changeHubSettings } from '../state/hub-actions.js'
import { LatePart, Line, Part } from './parts.js'
import { Switch } from '../ui/switch.js'

/** `remoteApproval` is shown in the attention settings. */
const SHOWN = (Object.keys(SETTINGS) as SettingName[]).filter((name) => name !== 'remoteApproval')

/** Switch for each setting of the hub. */
export function HubSettingsPart(): VNode {
  const m = messages.value
  const settings = facts.value?.settings
  if (!settings) return <LatePart />
  return (
    <Part part="hub" title={m.hub}>
      {SHOWN.map((name) => (
        <Line key={name} {...m.hubSettings[name]}>
          <Switch
            label={m.hubSettings[name].label}
            on={settings[name] === SETTINGS[name].on}
            onChange={(isOn) => void changeHubSettings({ [name]: SETTINGS[name][isOn ? 'on' : 'off'] })}
          />
        </Line>
      ))}
    </Part>
  )
}
