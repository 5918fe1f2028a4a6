import type { ComponentChildren, VNode } from 'preact'
import { useRef, useEffect, useState, type MutableRef } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { hubAddress } from '../app/platform/mount.js'
import { routePath } from '../app/routing/route.js'
import { isNarrow, isLow } from '../app/appearance.js'
import { panel } from '../app/overlays.js'
import { hasPanel, route } from '../app/router.js'
import { Beside } from './beside.js'
import { hasDialog } from '../ui/dialog.js'
import { lazyPage } from '../ui/lazy-page.js'
import { ToastLayer } from '../ui/toast-layer.js'
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
  const isCovered = narrow && (hasPanel.value || panel.value !== null)
  return (
    <div class={`frame flex ${narrow ? 'narrow' : ''}`}>
      {/* The base of the page would take a plain fragment to another address. */}
      <a class="skip" href={`${hubAddress(routePath(route.value))}#content`}>
        {messages.value.skipToContent}
      </a>
      {!narrow && (
        <a class="skip" href={`${hubAddress(routePath(route.value))}#session-list`}>
          {messages.value.skipToSessions}
        </a>
      )}
      {!narrow && <Rail />}
      <div class={`column stack fill relative ${areBarsAway ? 'bars-away' : ''}`} inert={isCovered}>
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

/** Distance of a scroll that counts, in CSS pixels: a finger that rests on the page moves it by less. */
const SCROLL_PX = 8
/** Part of the page that a scrolled element takes at least; smaller ones are parts of an entry. */
const PAGE_SHARE = 0.4
/** Columns of the board count in any size: between their head and their field there is little of a low window. */
const COLUMN = '.column-body'
/** Distance from both ends in which the bars stay in sight, in CSS pixels: more than they are high. */
const NEAR_END_PX = 64

/** True while the bars of a low window are out of sight: from a scroll downwards to one upwards or another page. */
function useBarsAway(page: MutableRef<HTMLElement | null>): boolean {
  const [isAway, setAway] = useState(false)
  const shown = route.value

  useEffect(() => {
    setAway(false)
    const element = page.current
    if (!element || !isLow.value) return
    const before = new WeakMap<EventTarget, number>()
    const onScroll = ({ target }: Event): void => {
      if (!(target instanceof HTMLElement)) return
      if (target.clientHeight < element.clientHeight * PAGE_SHARE && !target.matches(COLUMN)) return
      const { scrollTop, scrollHeight, clientHeight } = target
      const by = scrollTop - (before.get(target) ?? 0)
      if (Math.abs(by) < SCROLL_PX) return
      before.set(target, scrollTop)
      // Close to the end, the height that the bars leave would move the page.
      const hasRoom = scrollTop > NEAR_END_PX && scrollHeight - clientHeight - scrollTop > NEAR_END_PX
      setAway((was) => by > 0 && (was || hasRoom))
    }
    element.addEventListener('scroll', onScroll, { capture: true, passive: true })
    return () => element.removeEventListener('scroll', onScroll, { capture: true })
  }, [shown, isLow.value])

  return isAway
}
