import type { VNode } from 'preact'
import { setupHidden } from '../app/platform/preferences.js'
import { SetupList } from '../setup/setup-list.js'
import { texts } from '../setup/setup-state.js'
import { useSetup } from '../setup/use-setup.js'
import { Switch } from '../ui/switch.js'
import { Line } from './parts.js'

/** Checklist in the settings, with the switch for the one on the overview. */
export function SetupSettings(): VNode | null {
  const t = texts.value
  const setup = useSetup()
  if (setup === null) return null
  if (setup === 'refused') return <p class="hint">{t.noAccess}</p>
  return (
    <>
      <SetupList setup={setup} />
      <Line label={t.show}>
        <Switch label={t.show} on={!setupHidden.value} onChange={(on) => (setupHidden.value = !on)} />
      </Line>
    </>
  )
}
