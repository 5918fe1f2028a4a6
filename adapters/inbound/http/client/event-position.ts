import { NOTIFICATIONS_CHANNEL, type SentOn } from './channels.js'

type Frame = SentOn<typeof NOTIFICATIONS_CHANNEL>

/** Place of a client in the events of a hub, with which it resumes after a loss. */
export interface EventPosition {
  /** Path and query of the notifications socket. */
  readonly path: () => string
  /** Takes the position from a frame that was read. Returns true when events before the frame are missing. */
  readonly note: (frame: Frame) => boolean
}

/** Position before the first event of a client. */
export function makeEventPosition(): EventPosition {
  let position: { readonly boot: number; readonly seq: number } | null = null
  let isGreeted = false
  return {
    path: () => {
      const after = position === null ? '' : `${String(position.boot)}-${String(position.seq)}`
      return `${NOTIFICATIONS_CHANNEL.path}?after=${after}`
    },
    note: (frame) => {
      const seq = 'seq' in frame ? frame.seq : undefined
      if (frame.type === 'hello') {
        // An older hub numbers nothing and replays nothing.
        const isMissing = isGreeted && seq === undefined
        isGreeted = true
        // After a loss `hello` names the last event; those before it are still to come.
        if (position === null && seq !== undefined) position = { boot: frame.boot ?? 0, seq }
        return isMissing
      }
      if (frame.type === 'gap') {
        position = { boot: frame.boot, seq: frame.seq }
        return true
      }
      if (position !== null && seq !== undefined) position = { ...position, seq }
      return false
    },
  }
}
