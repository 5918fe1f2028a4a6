import type { VNode } from 'preact'
import { SETTINGS, type SettingName } from '../../../../../domain/settings/settings.js'
import { messages, shownLanguage } from '../app/texts/messages.js'
import type { HubSettings } from '../app/hub/hub.js'
import { failed } from '../app/failed.js'
import { facts, patchSettings, readFacts } from '../app/hub-facts.js'
import { ask, client } from '../app/the-hub.js'
import { HUB_SETTINGS } from './hub-setting-texts.js'
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
        <Line key={name} {...HUB_SETTINGS[name][shownLanguage.value]}>
          <Switch
            label={HUB_SETTINGS[name][shownLanguage.value].label}
            on={settings[name] === SETTINGS[name].on}
            onChange={(isOn) => void changeHubSettings({ [name]: SETTINGS[name][isOn ? 'on' : 'off'] })}
          />
        </Line>
      ))}
    </Part>
  )
}

/** Values of the changed settings in the response. Other settings may have changed since the hub answered. */
const settledBy = (change: Partial<HubSettings>, told: HubSettings): Partial<HubSettings> =>
  Object.fromEntries(Object.entries(told).filter(([key]) => key in change))

/** Changes settings of the hub. A failure restores the hub's values. */
async function changeHubSettings(change: Partial<HubSettings>): Promise<void> {
  patchSettings(change)
  const answer = await ask(client.changeSettings({ body: change }), ({ body }) => body.settings)
  if (answer.ok) patchSettings(settledBy(change, answer.value))
  else {
    await readFacts()
    failed(messages.value.couldNotSet, answer.failure)
  }
}
