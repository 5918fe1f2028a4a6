import type { VNode } from 'preact'
import { setupHidden } from '../app/platform/preferences.js'
import { SetupList } from './setup-list.js'
import { texts } from './setup-state.js'
import { useSetup } from './use-setup.js'

/** Checklist on the empty overview; nothing for a token that may not read the setup. */
export function SetupOverview(): VNode | null {
  const t = texts.value
  const setup = useSetup()
  if (setup === null || setup === 'refused') return null
  return (
    <section class="setup" aria-label={t.title}>
      <header>
        <h2>{t.title}</h2>
        <button type="button" class="button quiet" onClick={() => (setupHidden.value = true)}>
          {t.hide}
        </button>
      </header>
      <SetupList setup={setup} />
    </section>
  )
}
