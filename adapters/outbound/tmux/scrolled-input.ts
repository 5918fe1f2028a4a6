/** Wheel up as terminals report it and both clients make it, without modifiers. xterm, Mouse Tracking, SGR. */
const WHEEL_UP = '\x1b[<64;'
/**
 * Bytes that a terminal sends by itself: reports of the mouse and of the focus, and answers to tmux's questions. Everything
 * else is typed or pasted. xterm, Control Sequences.
 */
const REPORTS =
  /^(?:\x1b\[<[\d;]+[Mm]|\x1b\[[IO]|\x1b\[[?>][\d;]*[$\w]+|\x1b\[[\d;]+[Rnt]|\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\))+$/

/** Sessions, by id, that a wheel may have put into tmux's copy mode, where keys are commands and not input. */
export interface ScrolledSessions {
  /** Notes a wheel in the input. True when the input is typed and must not go out before copy mode has been left. */
  readonly mustLeave: (sessionId: string, input: string) => boolean
  /** Copy mode has been left. */
  readonly left: (sessionId: string) => void
}

/** One for all viewers, since the wheel of each viewer changes the mode of the session's one pane. */
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
