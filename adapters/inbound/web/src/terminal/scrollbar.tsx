import type { Terminal } from '@xterm/xterm'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'

interface Props {
  readonly terminal: Terminal
  /** Id of the element that it scrolls. */
  readonly controls: string
  /** Called when the person has let go of the bar or pressed a key that scrolls down. */
  readonly onScrolled: () => void
}

interface Position {
  /** First line that is shown. */
  readonly line: number
  /** Lines above the last screen. */
  readonly last: number
  readonly rows: number
}

const positionOf = ({ rows, buffer: { active } }: Terminal): Position => ({
  line: active.viewportY,
  last: active.baseY,
  rows,
})

/** Lines that a key scrolls by. */
const stepOf = (key: string, { last, rows }: Position): number | null => {
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -rows,
    PageDown: rows,
    Home: -last,
    End: last,
  }
  return steps[key] ?? null
}

/** Thin scrollbar of a history. A finger finds 44 px around its thumb. */
export function Scrollbar({ terminal, controls, onScrolled }: Props): VNode | null {
  const [position, setPosition] = useState(() => positionOf(terminal))
  const [grip, setGrip] = useState<number | null>(null)
  useEffect(() => {
    const follow = terminal.onRender(() => {
      setPosition((before) => {
        const now = positionOf(terminal)
        return before.line === now.line && before.last === now.last && before.rows === now.rows ? before : now
      })
    })
    return () => follow.dispose()
  }, [terminal])
  const { line, last, rows } = position
  if (last === 0) return null

  const scrollTo = (track: Element, thumb: Element, clientY: number, from: number): void => {
    const { top, height } = track.getBoundingClientRect()
    const room = height - thumb.getBoundingClientRect().height
    terminal.scrollToLine(Math.round(((clientY - top - from) / room) * last))
  }

  return (
    <div
      class="scrollbar-track absolute"
      onPointerDown={(event) => {
        event.preventDefault()
        const track = event.currentTarget
        const thumb = track.firstElementChild
        if (thumb === null) return
        const { top, height } = thumb.getBoundingClientRect()
        const from = event.target === track ? height / 2 : event.clientY - top
        track.setPointerCapture(event.pointerId)
        setGrip(from)
        scrollTo(track, thumb, event.clientY, from)
      }}
      onPointerMove={({ currentTarget, clientY }) => {
        const thumb = currentTarget.firstElementChild
        if (grip !== null && thumb) scrollTo(currentTarget, thumb, clientY, grip)
      }}
      onLostPointerCapture={() => {
        setGrip(null)
        onScrolled()
      }}
    >
      <div
        class="scrollbar-thumb absolute"
        role="scrollbar"
        aria-label={messages.value.scrollbar}
        aria-controls={controls}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={line}
        tabIndex={0}
        style={{
          top: `${(line / last) * 100}%`,
          height: `${(rows / (last + rows)) * 100}%`,
          transform: `translateY(-${(line / last) * 100}%)`,
        }}
        onKeyDown={(event) => {
          const step = stepOf(event.key, position)
          if (step === null) return
          event.preventDefault()
          event.stopPropagation()
          terminal.scrollLines(step)
          if (step > 0) onScrolled()
        }}
      />
    </div>
  )
}
