import type { VNode } from 'preact'
import type { HubSettings } from '../hub/hub.js'
import { messages } from '../i18n/messages.js'
import { facts } from '../state/hub-facts.js'
import { changeHubSettings } from '../state/hub-actions.js'
import { Line, Part } from './parts.js'
import { Switch } from './switch.js'

/** What the hub does for everybody; nothing until it has told. */
export function HubSettingsPart(): VNode | null {
  const m = messages.value
  const settings = facts.value?.settings
  if (!settings) return null
  const set = (change: Partial<HubSettings>) => void changeHubSettings(change)
  return (
    <Part title={m.hub}>
      <Line label={m.tmuxMouse} hint={m.tmuxMouseHint}>
        <Switch
          label={m.tmuxMouse}
          on={settings.tmuxMouse === 'on'}
          onChange={(on) => {
            set({ tmuxMouse: on ? 'on' : 'off' })
          }}
        />
      </Line>
      <Line label={m.autoRestore} hint={m.autoRestoreHint}>
        <Switch
          label={m.autoRestore}
          on={settings.autoRestore}
          onChange={(autoRestore) => {
            set({ autoRestore })
          }}
        />
      </Line>
      <Line label={m.autoRestoreContinue} hint={m.autoRestoreContinueHint}>
        <Switch
          label={m.autoRestoreContinue}
          on={settings.autoRestoreContinue}
          onChange={(autoRestoreContinue) => {
            set({ autoRestoreContinue })
          }}
        />
      </Line>
      <Line label={m.alarmPauses} hint={m.alarmPausesHint}>
        <Switch
          label={m.alarmPauses}
          on={settings.alarmPauses}
          onChange={(alarmPauses) => {
            set({ alarmPauses })
          }}
        />
      </Line>
      <Line label={m.weakenedStart} hint={m.weakenedStartHint}>
        <Switch
          label={m.weakenedStart}
          on={settings.weakenedStart === 'refuse'}
          onChange={(isRefused) => {
            set({ weakenedStart: isRefused ? 'refuse' : 'call' })
          }}
        />
      </Line>
    </Part>
  )
}
