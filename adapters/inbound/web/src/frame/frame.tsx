import type { ComponentChildren, VNode } from 'preact'
import { useRef } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { hubAddress } from '../app/platform/mount.js'
import { routePath } from '../app/routing/route.js'
import { isNarrow } from '../app/appearance.js'
import { panel } from '../app/overlays.js'
import { hasPanel, route } from '../app/router.js'
import { Beside } from './beside.js'
import { hasDialog } from '../ui/dialog.js'
import { lazyPage } from '../ui/lazy-page.js'
import { ToastLayer } from '../ui/toast-layer.js'
import { useBarsAway } from './bars-away.js'
import { BottomBar } from './bottom-bar.js'
import { Rail } from './rail.js'
import { StatusSlot, useHubNotices } from './status-slot.js'

const HelpPanel = lazyPage<object>(async () => (await import('./help-panel.js')).HelpPanel)

/** Layout of the client: rail or bottom bar, page and side panel. Only the page scrolls. */
export function Frame({ children }: { readonly children: ComponentChildren }): VNode {
  useHubNotices()
  const content = useRef<HTMLElement>(null)
  const areBarsAway = useBarsAway(content)
  const narrow = isNarrow.value
  // On narrow screens a terminal takes the full height. Its toolbar has a back button.
  const { page } = route.value
  const bare = narrow && page === 'terminal'
  // A side panel takes the whole of a narrow screen.
  const hasTerminal = page === 'terminal' && !(narrow && hasPanel.value)
  return (
    <div class={`frame flex ${narrow ? 'narrow' : ''}`}>
      {/* The base of the page would take a plain fragment to another address. */}
      <a class="skip" href={`${hubAddress(routePath(route.value))}#content`}>
        {messages.value.skipToContent}
      </a>
      {!narrow && <Rail />}
      <div class={`column stack fill relative ${areBarsAway ? 'bars-away' : ''}`}>
        {hasTerminal && !narrow && <ToastLayer isDocked />}
        <main ref={content} id="content" class="content stack spring shrink-y" tabIndex={-1}>
          {children}
        </main>
        {!narrow && <StatusSlot />}
        {narrow && !bare && <BottomBar />}
      </div>
      <Beside />
      {panel.value === 'help' && <HelpPanel />}
      {!hasTerminal && !hasDialog.value && <ToastLayer isDocked={false} />}
    </div>
  )
}
