import { signal, type ReadonlySignal } from '@preact/signals'
import type { TerminalSize } from '../../../../../domain/terminal/terminal-size.js'
import { readSize, type Cast } from '../../../../../domain/recordings/read-cast.js'

/** Terminal that a recording is drawn on; calls take effect in their order. */
export interface Screen {
  /** An empty screen of this size. */
  readonly clear: (size: TerminalSize) => void
  readonly resize: (size: TerminalSize) => void
  readonly write: (text: string) => void
}

/** Clock of a playback. */
export interface FrameClock {
  /** Milliseconds since some moment. */
  readonly now: () => number
  /** Calls back before the next frame. Returns a function that cancels it. */
  readonly nextFrame: (draw: () => void) => () => void
}

/** Longest part without output that is played; the rest of it is left out. */
const IDLE_MS = 2_000

/** Recording that is shown at a moment, and played from there. */
export interface Playback {
  /** Milliseconds since the start of the recording. */
  readonly position: ReadonlySignal<number>
  readonly isPlaying: ReadonlySignal<boolean>
  readonly seek: (at: number) => void
  /** Plays on, from the start after the end. */
  readonly play: (speed: number) => void
  readonly pause: () => void
}

export function makePlayback(cast: Cast, screen: Screen, { now, nextFrame }: FrameClock): Playback {
  const position = signal(0)
  const isPlaying = signal(false)
  /** Number of events that are drawn. */
  let drawn = 0
  let cancel = (): void => undefined

  function drawUntil(at: number): void {
    let text = ''
    const flush = (): void => {
      if (text !== '') screen.write(text)
      text = ''
    }
    for (; drawn < cast.events.length; drawn += 1) {
      const event = cast.events[drawn]
      if (event === undefined || event.at > at) break
      if (event.kind === 'output') text += event.data
      const size = event.kind === 'resize' ? readSize(event.data) : null
      if (size === null) continue
      flush()
      screen.resize(size)
    }
    flush()
    position.value = at
  }
  function clear(): void {
    drawn = 0
    screen.clear(cast.size)
  }
  const seek = (wanted: number): void => {
    const at = Math.min(Math.max(wanted, 0), cast.durationMs)
    if (at < position.peek()) clear()
    drawUntil(at)
  }
  const pause = (): void => {
    cancel()
    isPlaying.value = false
  }
  clear()
  drawUntil(0)

  return {
    position,
    isPlaying,
    seek,
    pause,
    play: (speed) => {
      cancel()
      if (position.peek() >= cast.durationMs) seek(0)
      isPlaying.value = true
      let last = now()
      const frame = (): void => {
        const passed = (now() - last) * speed
        last = now()
        const next = cast.events[drawn]?.at ?? cast.durationMs
        seek(Math.max(position.peek() + passed, next - IDLE_MS * speed))
        if (position.peek() >= cast.durationMs) pause()
        else cancel = nextFrame(frame)
      }
      cancel = nextFrame(frame)
    },
  }
}
