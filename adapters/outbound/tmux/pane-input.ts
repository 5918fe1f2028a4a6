import type { SessionCommands, PaneText } from './session-commands.js'
import { detach } from '../../../infrastructure/guard/guard.js'
import type { MouseEvent } from './wheel.js'

/** Characters of waiting input above which `write` returns false. */
const ROOM = 256 * 1024
/** Characters of one request. The connection to tmux is that of the whole hub. */
const REQUEST = 4 * 1024
/** Longest paste that waits for its end, in characters; a longer one is several. Less than `ROOM`, which holds it. */
const MAX_PASTE = 128 * 1024

/** Input of a viewer that reaches one session's active pane alone. */
export interface PaneInput {
  /** See `TerminalLink.write`. */
  readonly write: (input: string) => boolean
  /** Drops what waits. */
  readonly stop: () => void
}

/** Sends input in order, one request at a time: what is typed meanwhile goes into the next one. */
export function paneInput(
  sessionId: string,
  commands: Pick<SessionCommands, 'typeIntoPane' | 'mouse' | 'wheel'>,
  drained: () => void,
): PaneInput {
  let waiting = ''
  let isSending = false
  let isFull = false
  let isStopped = false

  async function send(input: PaneRequest): Promise<void> {
    if (!('button' in input)) await commands.typeIntoPane(sessionId, input.text)()
    else if ((input.button & WHEEL) === 0) await commands.mouse(sessionId, input)()
    else await commands.wheel(sessionId, { ...input, notches: (input.button & 1) === 0 ? -1 : 1 })()
  }

  /** A request that tmux does not answer is not repeated: it may have been typed. */
  async function sendAll(): Promise<void> {
    isSending = true
    try {
      for (let next = nextRequest(waiting); next !== null; next = nextRequest(waiting)) {
        waiting = next.rest
        if (next.request !== null) await send(next.request)
        if (!isFull || waiting.length > ROOM) continue
        isFull = false
        drained()
      }
    } finally {
      isSending = false
    }
  }

  return {
    write: (input) => {
      if (isStopped) return true
      waiting += input
      if (!isSending) detach('input of a pane', sendAll)
      isFull = waiting.length > ROOM
      return !isFull
    },
    stop: () => {
      isStopped = true
      waiting = ''
    },
  }
}

/** Bit of a button: a wheel. One turned down has the first bit too. */
const WHEEL = 64

type PaneRequest = MouseEvent | { readonly text: ReadonlyArray<PaneText> }

interface NextRequest {
  /** `null` for input that is of no use to a program. */
  readonly request: PaneRequest | null
  readonly rest: string
}

const PASTE_BEGIN = '\x1b[200~'
const PASTE_END = '\x1b[201~'
/**
 * Input that is no plain text: a paste, reports of mouse and focus, and keys whose bytes depend on the program's modes.
 * tmux asks every emulator for the cursor keys of application mode, and for reports in SGR form.
 */
const SPECIAL =
  /\x1b\[20[01]~|\x1b\[<(?<button>\d{1,3});(?<column>\d{1,5});(?<row>\d{1,5})(?<final>[Mm])|\x1b\[M[^]{3}|\x1b\[[IO]|\x1b[[O](?<key>[A-DFH])/g
const KEYS: Readonly<Record<string, string>> = { A: 'Up', B: 'Down', C: 'Right', D: 'Left', F: 'End', H: 'Home' }
/** Longest report. */
const LONGEST_SPECIAL = 24

/** Reads the request at the beginning of input; `null` when nothing can be sent yet. */
function nextRequest(input: string): NextRequest | null {
  if (input === '') return null
  if (input.startsWith(PASTE_BEGIN)) return nextPaste(input)
  const piece = input.slice(0, endOfPiece(input))
  const text: PaneText[] = []
  let at = 0
  for (const { 0: special, index, groups = {} } of piece.matchAll(SPECIAL)) {
    if (index > at) text.push({ bytes: piece.slice(at, index) })
    at = index + special.length
    const { button, column, row, final, key = '' } = groups
    const name = KEYS[key]
    if (name !== undefined) text.push({ key: name })
    if (special !== PASTE_BEGIN && button === undefined) continue
    if (text.length > 0 || special === PASTE_BEGIN) return { request: requestOf(text), rest: input.slice(index) }
    const event = { button: Number(button), column: Number(column), row: Number(row), isRelease: final === 'm' }
    return { request: event, rest: input.slice(at) }
  }
  if (at < piece.length) text.push({ bytes: piece.slice(at) })
  return { request: requestOf(text), rest: input.slice(piece.length) }
}

const requestOf = (text: ReadonlyArray<PaneText>): PaneRequest | null => (text.length === 0 ? null : { text })

/** End of a piece that splits neither a report nor a surrogate pair. */
function endOfPiece(input: string): number {
  if (input.length <= REQUEST) return input.length
  const escape = input.lastIndexOf('\x1b', REQUEST)
  if (escape > REQUEST - LONGEST_SPECIAL) return escape
  return /[\ud800-\udbff]/.test(input.charAt(REQUEST - 1)) ? REQUEST - 1 : REQUEST
}

function nextPaste(input: string): NextRequest | null {
  const end = input.indexOf(PASTE_END)
  if (end < 0 && input.length < MAX_PASTE) return null
  const paste = input.slice(PASTE_BEGIN.length, end < 0 ? undefined : end).replaceAll('\0', '')
  return {
    request: requestOf(paste === '' ? [] : [{ paste }]),
    rest: end < 0 ? PASTE_BEGIN : input.slice(end + PASTE_END.length),
  }
}
