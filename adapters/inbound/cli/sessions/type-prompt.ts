import { guarded } from '../../../../infrastructure/guard/guard.js'
import { DEFAULT_SIZE } from '../../../../domain/terminal/terminal-size.js'
import { frameReader } from '../../ws/channel.js'
import { SESSION_GONE, TERMINAL_CHANNEL } from '../../ws/terminal.channel.js'
import type { StreamEnd } from '../../http/client/keep-open.js'
import { follow } from '../hub/socket.js'
import type { Target } from '../context.js'
import { terminalPath } from './attach.js'

/** The terminal is typed into once it has drawn itself: when nothing came for this time, or at the latest after the other. */
const QUIET_MS = 150
const DRAWN_AFTER_MS = 1_000
/** Agents process a paste within this time; an Enter before that would be a line end of the paste. */
const BEFORE_ENTER_MS = 400

export interface Typing {
  readonly session: string
  readonly text: string
  /** The hub has passed on the Enter, and the terminal has drawn something since: tmux has read it. */
  readonly typed: () => void
  /** Ends the connection. It is kept until then: tmux drops what it has not read of a closed one. */
  readonly signal: AbortSignal
  /** Called when the input is refused or the connection is lost, which is not opened again: the text could be typed twice. */
  readonly lost: () => void
}

/** tmux removes the marks for programs without bracketed paste. */
const pasted = (text: string): string => `\u001b[200~${text.replaceAll('\n', '\r')}\u001b[201~`

const readFrame = frameReader(TERMINAL_CHANNEL.sends)

/** Types a text into a session as one paste, and presses Enter. */
export async function typePrompt(target: Target, { session, text, typed, signal, lost }: Typing): Promise<StreamEnd> {
  let step: 'drawing' | 'pasted' | 'entered' | 'passed-on' | 'refused' = 'drawing'
  let firstDrawn: number | null = null
  let timer: NodeJS.Timeout | undefined
  let send: (frame: object) => void = () => undefined
  // Assigned in callbacks, which the compiler does not follow.
  const hasStep = (one: typeof step): boolean => step === one
  const later = (work: () => void, ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(guarded('typing', work), ms)
  }
  const enter = (): void => {
    step = 'entered'
    send({ type: 'input', data: '\r' })
    // The hub answers after it has passed on all frames before it.
    send({ type: 'ping' })
  }
  const paste = (): void => {
    step = 'pasted'
    send({ type: 'input', data: pasted(text) })
    later(enter, BEFORE_ENTER_MS)
  }
  const drawn = (): void => {
    if (step === 'passed-on') typed()
    if (step !== 'drawing') return
    firstDrawn ??= Date.now()
    later(paste, Math.min(QUIET_MS, Math.max(0, firstDrawn + DRAWN_AFTER_MS - Date.now())))
  }
  const end = await follow(target, {
    // Hidden, so that it does not change the size of the session.
    path: () => terminalPath(session, DEFAULT_SIZE, true),
    opened: (sendFrame) => (send = sendFrame),
    received: (data) => {
      if (typeof data !== 'string') {
        drawn()
        return
      }
      const frame = readFrame(data)
      if (frame?.type === 'pong' && step === 'entered') step = 'passed-on'
      if (frame?.type !== 'error' || step === 'drawing') return
      step = 'refused'
      lost()
    },
    lost,
    final: [SESSION_GONE],
    signal,
  })
  clearTimeout(timer)
  return hasStep('refused') ? { _tag: 'Refused', status: 403 } : end
}
