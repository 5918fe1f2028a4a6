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
import type { ScrolledSessions } from './scrolled-input.js'
import type { SessionCommands } from './session-commands.js'

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
  { hidden }: Pick<AttachSpec, 'hidden'>,
  listener: LinkListener,
): TerminalLink {
  let isClosed = false
  let isDrawn = false
  let isHidden = hidden
  let wantsHidden = hidden
  const sizeChanges = makeSerial()

  /** Input that arrived while copy mode ends. */
  let held: string[] | null = null

  const { pid, ...terminal } = spawnPty(pty, {
    output: (chunk) => {
      listener.output(chunk)
      if (isDrawn) return
      isDrawn = true // tmux has registered the client
      applyHidden()
    },
    drained: listener.drained,
    exit: () => detach('end of a terminal', reportEnd),
  })

  async function reportEnd(): Promise<void> {
    const live = await commands.isLive(sessionId)()
    // Without a reply of tmux the session counts as running.
    const end: LinkEnd = E.isRight(live) && !live.right ? 'session-gone' : 'detached'
    if (isClosed) return
    isClosed = true
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
    write: (input) => {
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
      whenSafe(terminal.close)
    },
  }
}
