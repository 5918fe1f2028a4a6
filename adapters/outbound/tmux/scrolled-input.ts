/** Report of a wheel turned up, without modifiers. xterm, Mouse Tracking, SGR. */
const WHEEL_UP = '\x1b[<64;'
/**
 * Bytes that a terminal sends by itself: reports of mouse and focus, and replies to queries of tmux. All other input is
 * typed or pasted. xterm, Control Sequences.
 */
const REPORTS =
  /^(?:\x1b\[<[\d;]+[Mm]|\x1b\[[IO]|\x1b\[[?>][\d;]*[$\w]+|\x1b\[[\d;]+[Rnt]|\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\))+$/

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
      return scrolled.size > 0 && scrolled.has(sessionId) && !REPORTS.test(input)
    },
    left: (sessionId) => {
      scrolled.delete(sessionId)
    },
  }
}
