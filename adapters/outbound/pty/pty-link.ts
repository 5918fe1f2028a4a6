import * as E from 'fp-ts/lib/Either.js'
import type { IPty } from 'node-pty'
import type { LinkEnd, LinkListener, TerminalLink } from '../../../application/terminal/terminal-host.port.js'
import { ptyInput } from './pty-input.js'
import type { TmuxQuestions } from './tmux-questions.js'

/** What node-pty 1.1 has and its types leave out. */
interface UntypedPty {
  readonly fd: number
  readonly on: (event: 'close', listener: () => void) => void
  /** Closes the descriptor at once, then sends SIGHUP. */
  readonly destroy: () => void
}

/** One `tmux attach` of session `id`. The pty is left alone from the moment it closes: its descriptor may be reused. */
export function ptyLink(
  pty: IPty,
  id: string,
  isHidden: boolean,
  questions: TmuxQuestions,
  listener: LinkListener,
): TerminalLink {
  const { fd, on, destroy } = untyped(pty)
  const input = ptyInput(fd, listener.drained)
  let isOpen = true
  let isClosed = false
  let isDrawn = false
  let wantsHidden = isHidden

  async function tellEnd(): Promise<void> {
    const live = await questions.isLive(id)()
    // A host that does not answer is no proof that the session is gone.
    const end: LinkEnd = E.isRight(live) && !live.right ? 'session-gone' : 'detached'
    if (!isClosed) listener.exit(end)
  }

  function applyHidden(): void {
    if (wantsHidden === isHidden) return
    isHidden = wantsHidden
    void questions.ignoreSize(pty.pid, isHidden)()
  }

  // node-pty hands out Buffers when it has no encoding; its types say string.
  pty.onData((chunk) => {
    if (isClosed) return
    listener.output(chunk as unknown as Uint8Array)
    if (isDrawn) return
    isDrawn = true // tmux knows the client from here on
    applyHidden()
  })
  on('close', () => {
    isOpen = false
    input.stop()
  })
  pty.onExit(() => {
    isOpen = false
    input.stop()
    if (!isClosed) void tellEnd()
  })

  return {
    write: input.write,
    resize: ({ columns, rows }) => {
      if (!isOpen || (columns === pty.cols && rows === pty.rows)) return
      try {
        pty.resize(columns, rows)
      } catch {
        // node-pty 1.1 throws when the program ended a moment ago; the exit is on its way.
      }
    },
    setHidden: (hidden) => {
      wantsHidden = hidden
      if (isOpen && isDrawn) applyHidden()
    },
    pause: () => {
      if (isOpen) pty.pause()
    },
    resume: () => {
      if (isOpen) pty.resume()
    },
    close: () => {
      if (isClosed) return
      isClosed = true
      input.stop()
      if (!isOpen) return
      isOpen = false
      destroy()
    },
  }
}

function untyped(pty: IPty): UntypedPty {
  const { fd, on, destroy } = pty as IPty & UntypedPty
  return { fd, on: on.bind(pty), destroy: destroy.bind(pty) }
}
