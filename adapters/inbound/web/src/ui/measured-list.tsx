import './measured-list.css'
import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type Range,
} from '@tanstack/virtual-core'
import type { VNode } from 'preact'
import { useCallback, useLayoutEffect, useReducer, useState, type MutableRef } from 'preact/hooks'
import { withKept } from './kept-rows.js'

interface Props<A> {
  /** Scrolling element. Its height determines the number of drawn rows. */
  readonly scroller: MutableRef<HTMLElement | null>
  readonly label: string
  readonly items: ReadonlyArray<A>
  readonly keyOf: (item: A) => string
  /** Typical row height in pixels. Each row is measured once it is drawn. */
  readonly rowPx: number
  readonly gapPx: number
  /** Keys of rows that are always drawn: focused and dragged rows must stay in the document. */
  readonly kept: ReadonlySet<string>
  readonly row: (item: A) => VNode
}

/** Number of rows drawn outside of the viewport, so that fast scrolling shows no gap. */
const OVERSCAN_ROWS = 6
/** Height that is assumed before the first measurement. */
const FIRST_HEIGHT_PX = 900

/** Virtualized list of rows with variable height. */
export function MeasuredList<A>({ scroller, label, items, keyOf, rowPx, gapPx, kept, row }: Props<A>): VNode {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const getItemKey = useCallback((index: number) => keyAt(items, keyOf, index), [items])
  const rangeExtractor = useCallback(
    (range: Range) => withKept(defaultRangeExtractor(range), keptIndices(items, keyOf, kept)),
    [items, kept],
  )
  const options = {
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    gap: gapPx,
    overscan: OVERSCAN_ROWS,
    initialRect: { width: 0, height: FIRST_HEIGHT_PX },
    getItemKey,
    rangeExtractor,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => {
      redraw(undefined)
    },
  }
  const [rows] = useState(() => new Virtualizer<HTMLElement, HTMLLIElement>(options))
  rows.setOptions(options)
  useLayoutEffect(() => rows._didMount(), [])
  const focused = heldFocus(scroller.current)
  useLayoutEffect(() => {
    rows._willUpdate()
    // A row that was put elsewhere in the document has lost the focus.
    if (document.activeElement === document.body && focused?.isConnected === true)
      focused.focus({ preventScroll: true })
  })

  return (
    <ul class="measured-list" aria-label={label} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, key, start }) => {
        const item = items[index]
        return (
          item !== undefined && (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              style={{ top: start }}
            >
              {row(item)}
            </li>
          )
        )
      })}
    </ul>
  )
}

function heldFocus(scroller: HTMLElement | null): HTMLElement | null {
  const at = document.activeElement
  return at instanceof HTMLElement && scroller?.contains(at) === true ? at : null
}

function keyAt<A>(items: ReadonlyArray<A>, keyOf: (item: A) => string, index: number): string {
  const item = items[index]
  return item === undefined ? '' : keyOf(item)
}

function keptIndices<A>(
  items: ReadonlyArray<A>,
  keyOf: (item: A) => string,
  kept: ReadonlySet<string>,
): ReadonlyArray<number> {
  if (kept.size === 0) return []
  return items.flatMap((item, index) => (kept.has(keyOf(item)) ? [index] : []))
}
