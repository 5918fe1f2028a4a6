import type { VNode } from 'preact'
import { setupHidden } from '../app/platform/preferences.js'
import { NEW_SESSION } from '../app/routing/route.js'
import { go } from '../app/router.js'
import { messages } from '../app/texts/messages.js'
import { SetupList } from './setup-list.js'
import { texts } from './setup-state.js'
import { useSetup } from './use-setup.js'

/** Checklist in place of the empty overview; `instead` for a token that may not read the setup. */
export function SetupOverview({ instead }: { readonly instead: VNode }): VNode | null {
  const m = messages.value
  const t = texts.value
  const setup = useSetup()
  if (setup === null) return null
  if (setup === 'refused') return instead
  return (
    <section class="setup" aria-label={t.title}>
      <header>
        <h2>{t.title}</h2>
        <button type="button" class="button quiet" onClick={() => (setupHidden.value = true)}>
          {t.hide}
        </button>
        <button type="button" class="button primary" onClick={() => go(NEW_SESSION)}>
          {m.newSession}
          <kbd>N</kbd>
        </button>
      </header>
      <p>{m.noSessions}</p>
      <SetupList setup={setup} />
    </section>
  )
}
