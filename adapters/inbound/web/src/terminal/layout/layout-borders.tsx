import type { VNode } from 'preact'
import { messages } from '../../app/texts/messages.js'
import type { Layout } from '../../app/routing/layout.js'
import {
  bordersOf,
  lineOfBorder,
  MIN_SIZE,
  placeOfBorder,
  withBorderAt,
  type Border,
  type LayoutSizes,
} from '../../app/routing/layout-sizes.js'

interface Props {
  readonly layout: Layout
  readonly sizes: LayoutSizes
  /** Called while a border is dragged. */
  readonly onMove: (sizes: LayoutSizes) => void
  /** Called when a border was moved; `null` for equal parts. */
  readonly onMoved: (sizes: LayoutSizes | null) => void
}

const KEY_STEP = 2
const WHOLE = 100

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -KEY_STEP,
  ArrowUp: -KEY_STEP,
  ArrowRight: KEY_STEP,
  ArrowDown: KEY_STEP,
}

/** Borders between terminals, moved by dragging and arrow keys. A double click or Enter makes all parts equal. */
export function LayoutBorders({ layout, sizes, onMove, onMoved }: Props): VNode {
  return (
    <>
      {bordersOf(layout).map((border) => (
        <LayoutBorder key={JSON.stringify(border)} {...{ border, sizes, onMove, onMoved }} />
      ))}
    </>
  )
}

type BorderProps = Omit<Props, 'layout'> & { readonly border: Border }

function LayoutBorder({ border, sizes, onMove, onMoved }: BorderProps): VNode {
  const isRow = 'row' in border
  const { left, top, width, height } = lineOfBorder(sizes, border)
  const atPointer = (element: HTMLElement, { clientX, clientY }: PointerEvent): LayoutSizes => {
    const page = element.parentElement?.getBoundingClientRect() ?? new DOMRect()
    const part = isRow ? (clientY - page.top) / page.height : (clientX - page.left) / page.width
    return withBorderAt(sizes, border, part * WHOLE)
  }
  const place = placeOfBorder(sizes, border)
  return (
    <div
      class={`layout-border ${isRow ? 'is-row' : ''}`}
      style={{ left: `${left}%`, top: `${top}%`, ...(isRow ? { width: `${width}%` } : { height: `${height}%` }) }}
      role="separator"
      aria-orientation={isRow ? 'horizontal' : 'vertical'}
      aria-label={messages.value.resizeTerminals}
      aria-valuemin={MIN_SIZE}
      aria-valuemax={WHOLE - MIN_SIZE}
      aria-valuenow={place}
      tabIndex={0}
      onKeyDown={(event) => {
        const step = STEPS[event.key]
        if (step === undefined && event.key !== 'Enter') return
        event.preventDefault()
        onMoved(step === undefined ? null : withBorderAt(sizes, border, place + step))
      }}
      onDblClick={() => onMoved(null)}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onMove(atPointer(event.currentTarget, event))
      }}
      onLostPointerCapture={() => onMoved(sizes)}
    />
  )
}
