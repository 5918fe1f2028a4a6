import { FLOWING, graceLeftMs, queued, taken } from '../../domain/terminal/flow-control.js'
import { flushed, isBehind, offered, QUIET, typed, windowLeftMs } from '../../domain/terminal/output-pace.js'
import type { Clock } from '../shared/clock.port.js'

export interface OutputStreamDeps {
  readonly clock: Clock
  /** Hands one frame to the viewer's connection, which says when it has taken it. */
  readonly send: (chunk: Uint8Array, done: () => void) => void
  readonly pause: () => void
  readonly resume: () => void
  /** The viewer has taken nothing for the whole grace period. Called once at most. */
  readonly stalled: () => void
}

/** The way from the pty to one viewer: gathers bursts, and stops the pty when the viewer cannot keep up. */
export interface OutputStream {
  readonly push: (chunk: Uint8Array) => void
  readonly typed: () => void
  /** Sends what is held; nothing comes after it. */
  readonly end: () => void
  /** Forgets what is held: nobody is there to take it. */
  readonly drop: () => void
}

/** Runs for every chunk: plain calls, decisions in the domain. */
export function makeOutputStream({ clock, send, pause, resume, stalled }: OutputStreamDeps): OutputStream {
  let flow = FLOWING
  let pace = QUIET
  let held: Uint8Array[] = []
  let cancelFlush: (() => void) | null = null
  let cancelStall: (() => void) | null = null
  let isOver = false

  function leave(chunk: Uint8Array): void {
    send(chunk, () => {
      accepted(chunk.byteLength)
    })
  }

  function flush(): void {
    cancelFlush?.()
    cancelFlush = null
    const [first] = held
    if (first === undefined) return
    const frame = held.length === 1 ? first : joined(held)
    held = []
    leave(frame)
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
    if (held.length > 0 && cancelFlush === null && !isSlow()) windowEnded()
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
    held = []
    cancelFlush?.()
    cancelStall?.()
  }

  return {
    push: (chunk) => {
      if (isOver) return
      const now = clock.now()
      pace = offered(pace, chunk.byteLength, now, isSlow())
      count(chunk.byteLength, now)
      if (pace.heldBytes === 0 && held.length === 0) {
        leave(chunk)
        return
      }
      held.push(chunk)
      if (pace.heldBytes === 0) flush()
      else if (!isSlow()) cancelFlush ??= clock.after(windowLeftMs(pace, now), windowEnded)
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

function joined(chunks: ReadonlyArray<Uint8Array>): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((bytes, chunk) => bytes + chunk.byteLength, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
