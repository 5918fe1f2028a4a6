import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { isRepeated, type AppliedInput } from '../../domain/terminal/input-order.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { OpenTerminalError, Terminal, Viewer } from './open-terminal.js'
import { makeOutputLog, type OutputLog } from './output-log.js'
import type { AttachSpec } from './terminal-host.port.js'
import type { TerminalSteps } from './ports.js'

/** Terminal to open, or to continue. */
export interface ReturnSpec extends AttachSpec {
  /** Id that the viewer has made up for itself, unique and hard to guess. */
  readonly viewer: string
  /** Identity of the token; a viewer of another token is another viewer. */
  readonly owner: string
  /** Position of the first byte that the viewer lacks; `null` for a viewer that shows nothing yet. */
  readonly from: number | null
}

/** Terminal of a viewer that can lose its connection and come back. */
export interface KeptTerminal extends Omit<Terminal, 'kind' | 'write'> {
  readonly kind: 'kept'
  /** Position of the next byte of output. */
  readonly position: number
  /** True when the output continues at `from`; false when it begins with a redraw. */
  readonly isContinued: boolean
  /** Number of the last input that was typed; `null` when the hub has no record of this viewer. */
  readonly applied: () => AppliedInput
  /** Sends what the viewer lacks, and then all output as it comes. */
  readonly start: () => void
  /** Types input whose number is new, and drops a repetition. See `Terminal.write`. */
  readonly write: (input: string, sequence: number | null) => boolean
  /** The connection is lost: output is kept for `RETURN_WITHIN_MS`. `close` is for viewers that do not come back. */
  readonly lose: () => void
}

/** Opens the terminal of a viewer, or continues it where the viewer's connection was lost. */
export type ReturnToTerminal = (
  spec: ReturnSpec,
  viewer: Viewer,
  caller: Caller,
) => TE.TaskEither<OpenTerminalError, KeptTerminal>

/** Time after a loss within which output continues without a gap. */
export const RETURN_WITHIN_MS = 60_000
/** Output that is kept for each viewer. */
export const KEPT_BYTES = 1024 * 1024
/**
 * Output on its way to a connection above which none is kept: what waits takes as much memory, and a viewer that is this far
 * behind gets a redraw after a loss.
 */
export const KEEPS_BELOW_BYTES = KEPT_BYTES / 2
/** Viewers whose last input number is kept; those that were away for longest are dropped. */
const MAX_VIEWERS = 1_000

/** State of a viewer that outlives its connections. */
interface Seat {
  readonly output: OutputLog
  terminal: Terminal | null
  /** Number of the attachment that may print into `output`. */
  attachment: number
  applied: AppliedInput
  /** The connected viewer; `null` while its connection is lost. */
  viewer: Viewer | null
  /** Output that its connection has not accepted; made anew for each connection. */
  onItsWay: { bytes: number }
  /** True from `start` on. */
  isFlowing: boolean
  /** Position when the connection was lost. */
  lostAt: number
  cancelEnd: (() => void) | null
}

/**
 * Each byte of output has a position, which counts on over redraws. A lost viewer stays attached to the session, hidden,
 * so that it decides about no size; it is closed when it is away for too long or more was printed than is kept.
 */
export function makeReturnToTerminal(
  deps: Pick<TerminalSteps, 'openTerminal' | 'directory' | 'clock'>,
): ReturnToTerminal {
  const { openTerminal, directory, clock } = deps
  const seats = new Map<string, Seat>()

  function seatOf({ session, viewer, owner }: ReturnSpec): Seat {
    const key = JSON.stringify([directory.idOf(session), owner, viewer])
    const seat = seats.get(key) ?? newSeat()
    seats.delete(key)
    seats.set(key, seat)
    if (seats.size > MAX_VIEWERS) dropOldest()
    return seat
  }

  function dropOldest(): void {
    const idle = [...seats].find(([, { terminal }]) => terminal === null)
    if (idle !== undefined) seats.delete(idle[0])
  }

  function endTerminal(seat: Seat): void {
    seat.cancelEnd?.()
    seat.cancelEnd = null
    seat.terminal?.close()
    seat.terminal = null
    seat.attachment += 1
    seat.output.skip(0)
  }

  function send({ output, onItsWay }: Seat, viewer: Viewer, chunk: Uint8Array, done: () => void): void {
    const bytes = chunk.byteLength
    onItsWay.bytes += bytes
    if (onItsWay.bytes > KEEPS_BELOW_BYTES) output.skip(bytes)
    else output.add(chunk)
    viewer.output(chunk, () => {
      onItsWay.bytes -= bytes
      done()
    })
  }

  const printInto = (seat: Seat, attachment: number): Viewer => ({
    output: (chunk, done) => {
      if (seat.attachment !== attachment) return
      if (seat.viewer !== null && seat.isFlowing) {
        send(seat, seat.viewer, chunk, done)
        return
      }
      seat.output.add(chunk)
      done()
      if (seat.viewer === null && seat.output.end() - seat.lostAt > KEPT_BYTES) endTerminal(seat)
    },
    drained: () => {
      if (seat.attachment === attachment) seat.viewer?.drained()
    },
    exit: (end) => {
      if (seat.attachment !== attachment) return
      const { viewer } = seat
      seat.terminal = null
      seat.viewer = null
      endTerminal(seat)
      viewer?.exit(end)
    },
  })

  function lose(seat: Seat): void {
    seat.viewer = null
    seat.isFlowing = false
    seat.lostAt = seat.output.end()
    seat.terminal?.setHidden(true)
    seat.cancelEnd = clock.after(RETURN_WITHIN_MS, () => {
      endTerminal(seat)
    })
  }

  /** Calls of a connection that another one has replaced have no effect. */
  function kept(seat: Seat, viewer: Viewer, terminal: Terminal, from: number, isContinued: boolean): KeptTerminal {
    const isCurrent = (): boolean => seat.viewer === viewer && seat.terminal === terminal
    return {
      kind: 'kept',
      position: from,
      isContinued,
      applied: () => seat.applied,
      start: () => {
        if (!isCurrent()) return
        seat.isFlowing = true
        const missed = seat.output.from(from)
        if (missed !== null && missed.byteLength > 0) viewer.output(missed, () => undefined)
      },
      write: (input, sequence) => {
        if (!isCurrent()) return true
        if (sequence !== null) {
          if (isRepeated(seat.applied, sequence)) return true
          seat.applied = sequence
        }
        return terminal.write(input)
      },
      resize: (size) => {
        if (isCurrent()) terminal.resize(size)
      },
      wheel: terminal.wheel,
      setHidden: (hidden) => {
        if (isCurrent()) terminal.setHidden(hidden)
      },
      lose: () => {
        if (isCurrent()) lose(seat)
      },
      close: () => {
        if (!isCurrent()) return
        seat.viewer = null
        endTerminal(seat)
      },
    }
  }

  return (spec, viewer, caller) => async () => {
    const seat = seatOf(spec)
    seat.viewer?.exit('detached')
    seat.viewer = viewer
    seat.onItsWay = { bytes: 0 }
    seat.isFlowing = false
    seat.cancelEnd?.()
    seat.cancelEnd = null
    if (seat.terminal !== null && spec.from !== null && seat.output.from(spec.from) !== null) {
      seat.terminal.setHidden(spec.hidden)
      seat.terminal.resize(spec.size)
      return E.right(kept(seat, viewer, seat.terminal, spec.from, true))
    }
    endTerminal(seat)
    const { attachment } = seat
    const from = seat.output.end()
    const opened = await openTerminal(spec, printInto(seat, attachment), caller)()
    if (E.isLeft(opened)) {
      if (seat.viewer === viewer) seat.viewer = null
      return opened
    }
    // Another connection of this viewer came meanwhile, or the hub stops.
    if (seat.attachment !== attachment) opened.right.close()
    else seat.terminal = opened.right
    return E.right(kept(seat, viewer, opened.right, from, false))
  }
}

const newSeat = (): Seat => ({
  output: makeOutputLog(KEPT_BYTES),
  terminal: null,
  attachment: 0,
  applied: null,
  viewer: null,
  onItsWay: { bytes: 0 },
  isFlowing: false,
  lostAt: 0,
  cancelEnd: null,
})
