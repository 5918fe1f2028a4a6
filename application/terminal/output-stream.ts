import {
  FLOWING,
  graceLeftMs,
  queued,
  taken,
  flushed,
  FULL_FRAME_BYTES,
  isBehind,
  offered,
  QUIET,
  typed,
  windowLeftMs,
} from '../../domain/terminal/output-pace.js'
import type { TerminalSteps } from './ports.js'

/** Output that waits to leave in one frame. */
export interface Gathered {
  readonly add: (chunk: Uint8Array) => void
  readonly byteLength: () => number
  /** Everything, in order; good until the next `add`. Nothing is left. */
  readonly take: () => Uint8Array
}

/** Most terminals never gather more. */
const FIRST_CAPACITY_BYTES = 4096

/** One buffer, filled again and again: a flood would leave each of its chunks behind as garbage outside the heap. */
function makeGathered(): Gathered {
  let buffer = new Uint8Array(0)
  let filled = 0
  return {
    add: (chunk) => {
      const needed = filled + chunk.byteLength
      if (needed > buffer.byteLength) {
        const larger = new Uint8Array(Math.max(needed, 2 * buffer.byteLength, FIRST_CAPACITY_BYTES))
        larger.set(buffer.subarray(0, filled))
        buffer = larger
      }
      buffer.set(chunk, filled)
      filled = needed
    },
    byteLength: () => filled,
    take: () => {
      const whole = buffer.subarray(0, filled)
      filled = 0
      return whole
    },
  }
}

/** The way from the pty to one viewer: gathers bursts, and stops the pty when the viewer cannot keep up. */
export interface OutputStream {
  /** The chunk is good during the call. */
  readonly push: (chunk: Uint8Array) => void
  readonly typed: () => void
  /** Sends what is held; nothing comes after it. */
  readonly end: () => void
  /** Drops the held output after the viewer has left. */
  readonly drop: () => void
}

/** Runs for every chunk: plain calls, decisions in the domain. */
export function makeOutputStream(
  deps: Pick<TerminalSteps, 'clock' | 'send' | 'pause' | 'resume' | 'stalled'>,
): OutputStream {
  const { clock, send, pause, resume, stalled } = deps
  let flow = FLOWING
  let pace = QUIET
  const held = makeGathered()
  let cancelFlush: (() => void) | null = null
  let cancelStall: (() => void) | null = null
  let isOver = false

  function leave(chunk: Uint8Array): void {
    const bytes = chunk.byteLength
    send(chunk, () => {
      accepted(bytes)
    })
  }

  function flush(): void {
    cancelFlush?.()
    cancelFlush = null
    if (held.byteLength() > 0) leave(held.take())
  }

  /** Sent and not yet taken, without what is still held here. */
  const isSlow = (): boolean => isBehind(flow.waitingBytes - pace.heldBytes)

  function windowEnded(): void {
    cancelFlush = null
    if (isSlow()) return // leaves when it is a full frame, or when the viewer has caught up
    pace = flushed(clock.now())
    flush()
  }

  function accepted(bytes: number): void {
    const wasPaused = flow.paused
    flow = taken(flow, bytes, clock.now())
    if (isOver) return
    if (held.byteLength() > 0 && cancelFlush === null && !isSlow()) windowEnded()
    if (!wasPaused || flow.paused) return
    cancelStall?.()
    cancelStall = null
    resume()
  }

  function watchStall(afterMs: number): void {
    cancelStall = clock.after(afterMs, () => {
      cancelStall = null
      const leftMs = graceLeftMs(flow, clock.now())
      if (leftMs === null || isOver) return
      if (leftMs > 0) watchStall(leftMs)
      else stalled()
    })
  }

  function count(bytes: number, now: number): void {
    const wasPaused = flow.paused
    flow = queued(flow, bytes, now)
    if (wasPaused || !flow.paused) return
    pause()
    watchStall(graceLeftMs(flow, now) ?? 0)
  }

  function stop(): void {
    isOver = true
    cancelFlush?.()
    cancelStall?.()
  }

  return {
    push: (chunk) => {
      if (isOver) return
      const now = clock.now()
      pace = offered(pace, chunk.byteLength, now, isSlow())
      count(chunk.byteLength, now)
      if (pace.heldBytes > 0) {
        held.add(chunk)
        if (!isSlow()) cancelFlush ??= clock.after(windowLeftMs(pace, now), windowEnded)
      } else if (held.byteLength() === 0) {
        leave(chunk)
      } else {
        // A frame stays within its bounds, so that the buffer does.
        if (held.byteLength() + chunk.byteLength > FULL_FRAME_BYTES) flush()
        held.add(chunk)
        flush()
      }
    },
    typed: () => {
      pace = typed(pace)
    },
    end: () => {
      flush()
      stop()
    },
    drop: stop,
  }
}
