import type { VNode } from 'preact'
import { panelWidth } from '../../app/platform/preferences.js'
import { isNarrow, isTight } from '../../app/appearance.js'
import { route } from '../../app/router.js'
import { PanelRoom } from '../../ui/panel-room.js'

/** False where a card is a sheet over the page, and where its review takes the full width. */
export function hasCardRoom(): boolean {
  const here = route.value
  const isReview = here.page === 'board' && here.view === 'review'
  return !isNarrow.value && !(isTight.value && isReview)
}

/** Empty panel in place of a card that is being loaded, so that the board does not move when it comes. */
export const CardRoom = (): VNode | null => (hasCardRoom() ? <PanelRoom width={panelWidth} /> : null)
