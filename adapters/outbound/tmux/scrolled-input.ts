import { isReport } from '../../../domain/terminal/reports.js'

/** Report of a wheel turned up, without modifiers. xterm, Mouse Tracking, SGR. */
const WHEEL_UP = '\x1b[<64;'

/** Sessions, by id, that a wheel may have put into tmux's copy mode, where keys are commands and not input. */
export interface ScrolledSessions {
  /** Records a wheel turn in the input. True when the input is typed and must wait until copy mode has ended. */
  readonly mustLeave: (sessionId: string, input: string) => boolean
  /** Records the end of copy mode. */
  readonly left: (sessionId: string) => void
}

/** Shared by all viewers, because each viewer's wheel changes the mode of the same pane. */
export function scrolledSessions(): ScrolledSessions {
  const scrolled = new Set<string>()
  return {
    mustLeave: (sessionId, input) => {
      if (input.includes(WHEEL_UP)) scrolled.add(sessionId)
      return scrolled.size > 0 && scrolled.has(sessionId) && !isReport(input)
    },
    left: (sessionId) => {
      scrolled.delete(sessionId)
    },
  }
}
