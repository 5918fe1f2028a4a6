import * as E from 'fp-ts/lib/Either.js'
import type {
  AttachSpec,
  LinkEnd,
  LinkListener,
  TerminalLink,
} from '../../../application/terminal/terminal-host.port.js'
import { detach } from '../../../infrastructure/guard/guard.js'
import { makeSerial } from '../../../infrastructure/files/serial.js'
import { spawnPty, type PtySpec } from '../../../infrastructure/pty/pty-process.js'
import { paneInput } from './pane-input.js'
import type { ScrolledSessions } from './scrolled-input.js'
import type { SessionCommands } from './session-commands.js'
import { viewerAnswers } from './viewer-answers.js'

export interface AttachLinkDeps {
  readonly pty: PtySpec
  /** tmux id of the attached session. */
  readonly sessionId: string
  readonly commands: SessionCommands
  readonly scrolled: ScrolledSessions
  /** Delays an action that makes tmux notify its clients until no control client is attaching. */
  readonly whenSafe: (run: () => void) => void
}

/** Terminal link to a `tmux attach`. Throws when no pty can be opened. */
export function attachLink(
  { pty, sessionId, commands, scrolled, whenSafe }: AttachLinkDeps,
  { hidden, isPaneOnly = false }: Pick<AttachSpec, 'hidden' | 'isPaneOnly'>,
  listener: LinkListener,
): TerminalLink {
  let isClosed = false
  let isDrawn = false
  let isHidden = hidden
  let wantsHidden = hidden
  const sizeChanges = makeSerial()

  /** Input that arrived while copy mode ends. */
  let held: string[] | null = null

  // Before the viewer starts: the time that tmux waits for answers begins with it.
  const answers = viewerAnswers({ answer: (answer) => terminal.write(answer), mayAnswer: !isPaneOnly })
  const { pid, ...terminal } = spawnPty(pty, {
    output: (chunk) => {
      answers.output(chunk)
      listener.output(chunk)
      if (isDrawn) return
      isDrawn = true // tmux has registered the client
      applyHidden()
    },
    drained: listener.drained,
    exit: () => detach('end of a terminal', reportEnd),
  })

  const pane = isPaneOnly ? paneInput(sessionId, commands, listener.drained) : null

  async function reportEnd(): Promise<void> {
    const live = await commands.isLive(sessionId)()
    // Without a reply of tmux the session counts as running.
    const end: LinkEnd = E.isRight(live) && !live.right ? 'session-gone' : 'detached'
    if (isClosed) return
    isClosed = true
    pane?.stop()
    listener.exit(end)
  }

  /** One command at a time: two that ran side by side could arrive in the other order. */
  function applyHidden(): void {
    if (isDrawn) detach('size of a terminal', () => sizeChanges.run(changeHidden))
  }

  async function changeHidden(): Promise<void> {
    const wanted = wantsHidden
    if (isClosed || wanted === isHidden) return
    if (E.isRight(await commands.ignoreSize(pid, wanted)())) isHidden = wanted
  }

  function holdUntilCopyModeEnds(input: string): void {
    held = [input]
    const released = commands
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
    write: (raw) => {
      const input = answers.input(raw)
      if (pane !== null) return pane.write(input)
      if (held !== null) held.push(input)
      else if (scrolled.mustLeave(sessionId, input)) holdUntilCopyModeEnds(input)
      else return terminal.write(input)
      return false
    },
    wheel: (turn) => commands.wheel(sessionId, turn),
    setHidden: (wanted) => {
      wantsHidden = wanted
      applyHidden()
    },
    close: () => {
      isClosed = true
      pane?.stop()
      whenSafe(terminal.close)
    },
  }
}
