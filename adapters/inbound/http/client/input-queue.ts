import { isReport } from '../../../../domain/terminal/reports.js'

/** Bytes of input that wait for a connection. More than a sentence or a command is better kept where it was copied from. */
const MAX_WAITING_BYTES = 4 * 1_024

/** Input frame on its way: sent, and not yet confirmed by the hub. */
interface SentInput {
  readonly seq: number
  readonly data: string
}

/** Input of one viewer as it is stored over a reload. */
export interface StoredInput {
  readonly next: number
  readonly sent: ReadonlyArray<SentInput>
  readonly waiting: ReadonlyArray<string>
}

/** Numbers of characters for display. */
export interface InputCount {
  /** Typed without a connection; sent once on return. */
  readonly waiting: number
  /** Sent before a restart of the hub that has no record of it; not sent again. */
  readonly unknown: number
}

export interface InputQueue {
  readonly count: () => InputCount
  /** Numbers input and returns the frame to send. */
  readonly send: (data: string) => SentInput
  /** Keeps input for the return of the connection; false when it does not fit. */
  readonly wait: (data: string) => boolean
  /** The hub has typed all frames up to this number. */
  readonly confirm: (applied: number) => void
  /**
   * Frames to send on a new connection, in order: those that the hub has not typed, then what waited. Without a record at
   * the hub, sent frames may have been typed: they count as unknown.
   */
  readonly resume: (applied: number | null) => ReadonlyArray<SentInput>
  /** Drops what waits. */
  readonly discard: () => void
  /** Drops the note about unknown input. */
  readonly dismiss: () => void
  readonly stored: () => StoredInput
}

const FIRST: StoredInput = { next: 1, sent: [], waiting: [] }

const encoder = new TextEncoder()
const bytesOf = (texts: ReadonlyArray<string>): number =>
  texts.reduce((sum, text) => sum + encoder.encode(text).byteLength, 0)
/** The segmenter is made here, and not once for all: it takes 3 MB and 12 ms at the start of a program that needs none. */
const charactersOf = (texts: ReadonlyArray<string>): number => {
  if (texts.length === 0) return 0
  const segmenter = new Intl.Segmenter()
  return texts.reduce((sum, text) => sum + Array.from(segmenter.segment(text)).length, 0)
}

/** Numbers the input of a viewer, so that the hub types each frame once, and keeps it until that is certain. */
export function inputQueue(stored: StoredInput = FIRST): InputQueue {
  let { next } = stored
  let sent = stored.sent
  let waiting = stored.waiting
  let unknown = 0

  function send(data: string): SentInput {
    const frame = { seq: next, data }
    next += 1
    sent = [...sent, frame]
    return frame
  }

  function confirm(applied: number): void {
    sent = sent.filter(({ seq }) => seq > applied)
    // The hub's number is the higher one when this page was restored from an older state.
    next = Math.max(next, applied + 1)
  }

  return {
    count: () => ({ waiting: charactersOf(waiting), unknown }),
    send,
    wait: (data) => {
      if (isReport(data)) return true
      if (bytesOf([...waiting, data]) > MAX_WAITING_BYTES) return false
      waiting = [...waiting, data]
      return true
    },
    confirm,
    resume: (applied) => {
      if (applied === null) {
        unknown += charactersOf(sent.map(({ data }) => data).filter((data) => !isReport(data)))
        sent = []
      } else {
        confirm(applied)
      }
      const again = sent
      const late = waiting.join('')
      waiting = []
      return late === '' ? again : [...again, send(late)]
    },
    discard: () => {
      waiting = []
    },
    dismiss: () => {
      unknown = 0
    },
    stored: () => ({ next, sent, waiting }),
  }
}
