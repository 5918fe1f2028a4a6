import { ArrowDownUp, Inbox } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { railNeedsOnly } from '../app/platform/preferences.js'
import { clearRailOrder, isOrderedByHand } from '../session/rail-order.js'
import { IconButton } from '../ui/icon-button.js'

/** Filter of the list of sessions, and the end of an order by hand. */
export function SessionListButtons(): VNode {
  const m = messages.value
  return (
    <>
      <span class="spring" />
      {isOrderedByHand.value && (
        <IconButton icon={ArrowDownUp} class="sort-again" label={m.sortByState} onPress={clearRailOrder} />
      )}
      <IconButton
        icon={Inbox}
        label={m.onlyNeedsYou}
        pressed={railNeedsOnly.value}
        onPress={() => (railNeedsOnly.value = !railNeedsOnly.value)}
      />
    </>
  )
}
