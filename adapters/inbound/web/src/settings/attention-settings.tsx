import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { messages, shownLanguage } from '../app/texts/messages.js'
import { approvalConfig as config, readApprovalConfig, setApprovalConfig as set } from '../setup/approval-config.js'
import { holdDecisions, soundOn } from '../app/platform/preferences.js'
import { pushState, readPushState, switchPush, testPush } from '../setup/push.js'
import { ask, client } from '../app/the-hub.js'
import { Segments } from '../ui/segments.js'
import { HUB_SETTINGS } from './hub-setting-texts.js'
import { InstallApp } from './install-app.js'
import { LatePart, Line, Part } from './parts.js'
import { PushPlanSettings } from './push-plan-settings.js'
import { Switch } from '../ui/switch.js'

/** Settings for approvals and notifications. */
export function AttentionSettings(): VNode {
  const m = messages.value
  const { label } = HUB_SETTINGS.remoteApproval[shownLanguage.value]
  useEffect(() => {
    void readApprovalConfig()
    void readPushState()
  }, [])
  const push = pushState.value
  return (
    <Part part="attention" title={m.attentionTitle}>
      {config.value === null && <LatePart />}
      {config.value && (
        <Line label={label} hint={m.approvalModeHint[config.value.mode]}>
          <Segments
            label={label}
            value={config.value.mode}
            options={[
              ['off', m.modeOff],
              ['ask', m.modeAsk],
              ['strict', m.modeStrict],
            ]}
            onChoose={(mode) => void set(ask(client.changeApprovalConfig({ body: { mode } })))}
          />
        </Line>
      )}
      {config.value?.mode === 'ask' && (
        <Line label={m.askInAutoMode} hint={m.askInAutoModeHint}>
          <Switch
            label={m.askInAutoMode}
            on={config.value.asksInAutoMode}
            onChange={(on) => void set(ask(client.changeApprovalConfig({ body: { asksInAutoMode: on } })))}
          />
        </Line>
      )}
      <Line label={m.holdDecisions} hint={m.holdDecisionsHint}>
        <Switch label={m.holdDecisions} on={holdDecisions.value} onChange={(on) => (holdDecisions.value = on)} />
      </Line>
      <Line label={m.sound} hint={m.soundHint}>
        <Switch label={m.sound} on={soundOn.value} onChange={(on) => (soundOn.value = on)} />
      </Line>
      <Line label={m.push} hint={m.pushHint[push]}>
        {(push === 'on' || push === 'off') && (
          <span class="cluster gap-8">
            {push === 'on' && (
              <button type="button" class="button" onClick={() => void testPush()}>
                {m.testPush}
              </button>
            )}
            <Switch label={m.push} on={push === 'on'} onChange={(on) => void switchPush(on)} />
          </span>
        )}
      </Line>
      <PushPlanSettings />
      <InstallApp />
    </Part>
  )
}
