import type { Signal } from '@preact/signals'
import type { VNode } from 'preact'

/** Empty side panel in place of one that is being loaded, so that the page does not move when it comes. */
export const PanelRoom = ({ width }: { readonly width: Signal<number> }): VNode => (
  <aside
    class="side-panel stack rigid relative surface"
    aria-hidden="true"
    style={{ '--panel-width': `${width.value}px` }}
  />
)
