import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState, type MutableRef } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { begin, extend, isVisible, strokeFor, type Colour, type Point, type Shape, type Tool } from './annotation.js'
import { INK, paint } from './paint.js'

interface Props {
  readonly canvas: MutableRef<HTMLCanvasElement | null>
  /** `null` while it is loading. */
  readonly picture: ImageBitmap | null
  readonly tool: Tool
  readonly colour: Colour
  readonly shapes: ReadonlyArray<Shape>
  readonly onShape: (shape: Shape) => void
}

/** Image that can be drawn on with mouse, touch or pen. */
export function DrawingArea({ canvas, picture, tool, colour, shapes, onShape }: Props): VNode {
  const m = messages.value
  const [current, setCurrent] = useState<Shape | null>(null)
  const [typing, setTyping] = useState<Point | null>(null)
  const stroke = picture ? strokeFor(picture.width, picture.height) : 1

  useLayoutEffect(() => {
    const to = canvas.current?.getContext('2d')
    if (to && picture) paint(to, picture, current ? [...shapes, current] : shapes, stroke)
  }, [picture, shapes, current])

  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const element = canvas.current
    if (!element) return { x: 0, y: 0 }
    const box = element.getBoundingClientRect()
    return {
      x: ((clientX - box.left) * element.width) / box.width,
      y: ((clientY - box.top) * element.height) / box.height,
    }
  }

  return (
    <div class="drawing-area shrink-y sunken centre-items grid spring clip box">
      <div class="drawing-box shrink-y grid shrink relative">
        <canvas
          ref={canvas}
          width={picture?.width ?? 0}
          height={picture?.height ?? 0}
          role="img"
          aria-label={m.drawingArea}
          onPointerDown={(event) => {
            // Ignores additional touches.
            if (!event.isPrimary || event.button !== 0 || typing) return
            event.preventDefault()
            const at = pointOf(event)
            const shape = begin(tool, colour, at)
            if (!shape) {
              setTyping(at)
              return
            }
            event.currentTarget.setPointerCapture(event.pointerId)
            setCurrent(shape)
          }}
          onPointerMove={(event) => {
            if (current && event.isPrimary) setCurrent(extend(current, pointOf(event)))
          }}
          onPointerUp={() => {
            if (current && isVisible(current, stroke)) onShape(current)
            setCurrent(null)
          }}
          onPointerCancel={() => setCurrent(null)}
        />
        {typing && canvas.current && (
          <TextEntry
            at={typing}
            canvas={canvas.current}
            colour={colour}
            onText={(text) => {
              const shape: Shape = { kind: 'text', at: typing, text, colour }
              setTyping(null)
              if (isVisible(shape, stroke)) onShape(shape)
            }}
          />
        )}
      </div>
    </div>
  )
}

interface TextEntryProps {
  readonly at: Point
  readonly canvas: HTMLCanvasElement
  readonly colour: Colour
  readonly onText: (text: string) => void
}

/** Text field at the clicked point. Enter or blur adds the text, Esc cancels. */
function TextEntry({ at, canvas, colour, onText }: TextEntryProps): VNode {
  const field = useRef<HTMLInputElement>(null)
  const settled = useRef(false)
  useLayoutEffect(() => {
    field.current?.focus()
  }, [])
  const finish = (text: string): void => {
    if (settled.current) return
    settled.current = true
    onText(text)
  }
  return (
    // eslint-disable-next-line local/drafted-fields -- the picture under the text does not survive a reload either
    <input
      ref={field}
      class="drawing-text rounded absolute bold"
      style={{
        left: `${(100 * at.x) / canvas.width}%`,
        top: `${(100 * at.y) / canvas.height}%`,
        color: INK[colour],
      }}
      aria-label={messages.value.textOnPicture}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        finish(event.key === 'Enter' ? event.currentTarget.value : '')
      }}
      onBlur={(event) => finish(event.currentTarget.value)}
    />
  )
}
