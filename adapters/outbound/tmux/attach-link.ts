import * as E from 'fp-ts/lib/Either.js'
import type {
  AttachSpec,
  LinkEnd,
  LinkListener,
  TerminalLink,
} from '../../../application/terminal/terminal-host.port.js'
import { detach } from '../../../infrastructure/guard/guard.js'
import { spawnPty, type PtySpec } from '../../../infrastructure/pty/pty-process.js'
import type { ScrolledSessions } from './scrolled-input.js'
import type { TmuxQuestions } from './tmux-questions.js'

export interface AttachLinkDeps {
  readonly pty: PtySpec
  /** Of the session that the pty's `tmux attach` shows. */
  readonly sessionId: string
  readonly questions: TmuxQuestions
  readonly scrolled: ScrolledSessions
  /** Runs what makes tmux notify its clients when that cannot harm it. */
  readonly whenSafe: (run: () => void) => void
}

/** One `tmux attach` as a link; throws when no pty can be had. */
export function attachLink(
  { pty, sessionId, questions, scrolled, whenSafe }: AttachLinkDeps,
  { hidden }: Pick<AttachSpec, 'hidden'>,
  listener: LinkListener,
): TerminalLink {
  let isClosed = false
  let isDrawn = false
  let isHidden = hidden
  let wantsHidden = hidden

  /** Typed while copy mode is being left. */
  let held: string[] | null = null

  const { pid, ...terminal } = spawnPty(pty, {
    output: (chunk) => {
      listener.output(chunk)
      if (isDrawn) return
      isDrawn = true // tmux has registered the client
      applyHidden()
    },
    drained: listener.drained,
    exit: () => detach('end of a terminal', tellEnd),
  })

  async function tellEnd(): Promise<void> {
    const live = await questions.isLive(sessionId)()
    // A host that does not answer is no proof that the session is gone.
    const end: LinkEnd = E.isRight(live) && !live.right ? 'session-gone' : 'detached'
    if (isClosed) return
    isClosed = true
    listener.exit(end)
  }

  function applyHidden(): void {
    if (isClosed || !isDrawn || wantsHidden === isHidden) return
    isHidden = wantsHidden
    detach('size of a terminal', () => questions.ignoreSize(pid, isHidden)())
  }

  function holdUntilLeft(input: string): void {
    held = [input]
    const released = questions
      .leaveCopyMode(sessionId)()
      .then(() => {
        scrolled.left(sessionId)
        const waiting = held ?? []
        held = null
        if (terminal.write(waiting.join(''))) listener.drained()
      })
    detach('held input of a terminal', released)
  }

  return {
    ...terminal,
    write: (input) => {
      if (held !== null) held.push(input)
      else if (scrolled.mustLeave(sessionId, input)) holdUntilLeft(input)
      else return terminal.write(input)
      return false
    },
    wheel: (turn) => questions.wheel(sessionId, turn),
    setHidden: (wanted) => {
      wantsHidden = wanted
      applyHidden()
    },
    close: () => {
      isClosed = true
      whenSafe(terminal.close)
    },
  }
}
