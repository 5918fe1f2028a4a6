import { signal, type ReadonlySignal } from '@preact/signals'
import { isRisky, readPaste, type Paste } from '../transfer/paste.js'
import { isReport } from '../../../../../domain/terminal/reports.js'
import { withModifiers, type Modifiers } from './input/terminal-input.js'
import { isFocusHeld } from '../app/platform/field-focus.js'
import { askBeforePaste } from '../app/platform/preferences.js'
import { toast } from '../app/toasts.js'
import { dropToken, token } from '../app/sign-in.js'
import { reach } from '../app/sessions.js'
import { socketAddress } from '../app/the-hub.js'
import { messages } from '../app/texts/messages.js'
import { connectTerminal, type ConnectionState, type TerminalConnection } from './connection/connection.js'
import { openEmulator, type Emulator } from '../screen/emulator.js'
import { followPaneMouse, type PaneMouse } from './input/pane-mouse.js'
import { linkPaths } from './input/path-provider.js'
import { keysOf, type KeyActions } from './input/terminal-shortcuts.js'
import { followTextEntry, type TextEntry } from './input/text-entry.js'
import { followTouch, type TouchListener } from './touch/touch.js'
import { leaveViewer, takeViewer } from './connection/viewer.js'

/** Debounce time of size changes while a window is resized. */
const RESIZE_PAUSE_MS = 80
/** Time after which a page that is not shown closes its connection. A look at another tab is shorter. */
const SUSPEND_AFTER_MS = 10_000

export interface LiveTerminal {
  readonly state: ReadonlySignal<ConnectionState>
  /** Modifiers of the key row. They apply to the next key. */
  readonly modifiers: ReadonlySignal<Modifiers>
  readonly setModifiers: (modifiers: Modifiers) => void
  /** Paste that waits for confirmation. */
  readonly asked: ReadonlySignal<Paste | null>
  readonly answerPaste: (paste: boolean) => void
  /** Types keys. Without a connection they wait. After the end of the session they are dropped. */
  readonly type: (text: string) => void
  /** Writes text at the prompt. When it is not kept, a toast offers the text to copy. */
  readonly insert: (text: string) => void
  readonly paste: (text: string) => void
  readonly emulator: () => Emulator | null
  /** Number of bytes of output since the page was opened. */
  readonly drawnBytes: () => number
  readonly retry: () => void
  /** Drops the note about input that may not have arrived. */
  readonly dismiss: () => void
  readonly focus: () => void
  readonly close: () => void
}

export interface LiveTerminalOptions extends KeyActions {
  readonly element: HTMLElement
  /** Current name of the session. A rename does not close the terminal. */
  readonly session: () => string
  /** The page gives the focus to this terminal. */
  readonly isActive: () => boolean
  readonly touches: TouchListener
  /** Called when a person types, pastes or inserts text. */
  readonly onTyped: () => void
  /** Called when the wheel scrolls this viewer's history up by some lines. */
  readonly onScrollBack: (lines: number) => void
  /** Called when the clipboard contains an image and no text. */
  readonly onPicture: (picture: Blob) => void
  readonly onNoText: () => void
  /** Called when a path in the output is clicked. */
  readonly onPath: (path: string, line: number | null) => void
}

/** RIS. Written in order with the output, unlike a call of `reset`. */
const FULL_RESET = '\u001bc'
const NO_MODIFIERS: Modifiers = { ctrl: false, alt: false }

/** One open terminal: emulator, connection and input handling. */
export function openLiveTerminal(options: LiveTerminalOptions): LiveTerminal {
  const { element, session, touches, onTyped, onScrollBack, onPicture, onNoText, onPath } = options
  const state = signal<ConnectionState>({ _tag: 'Connecting' })
  const modifiers = signal<Modifiers>(NO_MODIFIERS)
  const asked = signal<Paste | null>(null)
  let emulator: Emulator | null = null
  let connection: TerminalConnection | null = null
  let entry: TextEntry | null = null
  const viewer = takeViewer(session())
  let closed = false
  let drawn = 0
  /** Token of the current or last connection. */
  let usedToken = ''
  const undo: (() => void)[] = []

  const type = (text: string): void => {
    if (!isReport(text)) onTyped()
    if (connection?.type(withModifiers(text, modifiers.value)) === false) {
      if (text.length > 1 && !isReport(text)) keepUnsent(text)
      return
    }
    if (modifiers.value !== NO_MODIFIERS) modifiers.value = NO_MODIFIERS
  }

  const insert = (text: string): void => {
    entry?.settle()
    onTyped()
    if (connection?.type(text) === false) keepUnsent(text)
  }

  /** The emulator adds bracketed-paste markers when the program enabled them. */
  const pasteNow = (text: string): void => {
    entry?.settle()
    if (isInputOff(state.peek())) keepUnsent(text)
    else emulator?.terminal.paste(text)
  }

  const paste = (raw: string): void => {
    const read = readPaste(raw)
    if (read.text === '') return
    if (askBeforePaste.value && isRisky(read)) asked.value = read
    else pasteNow(read.text)
  }

  function address(): string {
    const { cols, rows } = emulator?.terminal ?? { cols: 80, rows: 24 }
    const hidden = document.hidden ? '&hidden=1' : ''
    return socketAddress(`/api/terminal/${encodeURIComponent(session())}?cols=${cols}&rows=${rows}${hidden}`)
  }

  async function open(): Promise<void> {
    const opened = await openEmulator(element, { isSplit: options.isSplit })
    if (closed) {
      opened.dispose()
      return
    }
    emulator = opened
    const { terminal } = opened
    opened.fit()
    linkPaths(terminal, onPath)
    terminal.onData(type)
    entry = followTextEntry(terminal, element, () => modifiers.peek() !== NO_MODIFIERS)
    terminal.onResize((size) => {
      if (!document.hidden) connection?.resize(size)
    })
    terminal.attachCustomKeyEventHandler(keysOf(options))
    const mouse = followPaneMouse(terminal, element, {
      ask: (turn) => connection?.wheel(turn),
      scrollBack: onScrollBack,
    })
    connection = connectTerminal({
      address,
      viewer,
      token: () => (usedToken = token.value ?? ''),
      output: (bytes, done) => {
        drawn += bytes.length
        terminal.write(bytes, done)
      },
      pane: mouse.answered,
      redrawn: (isGap) => {
        terminal.write(FULL_RESET)
        if (isGap) toast({ text: messages.value.outputMissed })
      },
      state: (next) => (state.value = next),
      unauthorized: () => dropToken(usedToken),
    })
    follow(opened, mouse)
    // A terminal that opens late would take the text that a person types, or the keys that decide a call.
    if (options.isActive() && !isFocusHeld()) terminal.focus()
  }

  function follow({ fit, terminal }: Emulator, mouse: PaneMouse): void {
    let pause: ReturnType<typeof setTimeout> | undefined
    let suspension: ReturnType<typeof setTimeout> | undefined
    const observer = new ResizeObserver(() => {
      clearTimeout(pause)
      pause = setTimeout(fit, RESIZE_PAUSE_MS)
    })
    observer.observe(element)

    const retryWaiting = (): void => {
      if (state.value._tag === 'Waiting') connection?.retry()
    }
    const onVisibility = (): void => {
      clearTimeout(suspension)
      connection?.setVisible(!document.hidden)
      if (document.hidden) {
        suspension = setTimeout(() => connection?.suspend(), SUSPEND_AFTER_MS)
        return
      }
      connection?.wake()
      fit()
      connection?.resize(terminal)
      retryWaiting()
    }
    const onPaste = (event: ClipboardEvent): void => {
      event.preventDefault()
      event.stopPropagation()
      const text = event.clipboardData?.getData('text/plain') ?? ''
      const picture = pictureIn(event.clipboardData)
      if (text !== '') paste(text)
      else if (picture) onPicture(picture)
      else onNoText()
    }
    const leave = (): void => leaveViewer(session(), viewer)
    document.addEventListener('visibilitychange', onVisibility)
    window.addEventListener('pagehide', leave)
    window.addEventListener('online', retryWaiting)
    // The page reaches the hub again some seconds before the next try of a terminal that has waited for long.
    undo.push(
      reach.subscribe((now) => {
        if (now === 'online') retryWaiting()
      }),
    )
    element.addEventListener('paste', onPaste, true)
    undo.push(mouse.stop, followTouch(element, { scroll: mouse.drag, ...touches }), () => {
      clearTimeout(pause)
      clearTimeout(suspension)
      observer.disconnect()
      leave()
      document.removeEventListener('visibilitychange', onVisibility)
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('online', retryWaiting)
      element.removeEventListener('paste', onPaste, true)
    })
  }

  void open()

  return {
    state,
    modifiers,
    setModifiers: (held) => (modifiers.value = held.ctrl || held.alt ? held : NO_MODIFIERS),
    asked,
    answerPaste: (take) => {
      const read = asked.value
      asked.value = null
      if (take && read) pasteNow(read.text)
      emulator?.terminal.focus()
    },
    type: (text) => {
      entry?.settle()
      type(text)
    },
    insert,
    paste,
    emulator: () => emulator,
    drawnBytes: () => drawn,
    retry: () => connection?.retry(),
    dismiss: () => connection?.dismiss(),
    focus: () => emulator?.terminal.focus(),
    close: () => {
      closed = true
      for (const stop of undo) stop()
      entry?.stop()
      connection?.close()
      emulator?.dispose()
    },
  }
}

/** Keys and text are dropped in this state. */
const isInputOff = ({ _tag }: ConnectionState): boolean => _tag === 'Ended' || _tag === 'Forbidden'

/** The terminal shows an old state. */
export const isStale = ({ _tag }: ConnectionState): boolean => _tag !== 'Open' && _tag !== 'Connecting'

function keepUnsent(text: string): void {
  toast({ kind: 'failed', text: messages.value.notSentToSession, detail: text })
}

/** Image in clipboard data, such as a screenshot or an image copied from a page. */
const pictureIn = (clipboard: DataTransfer | null): Blob | null =>
  [...(clipboard?.files ?? [])].find(({ type }) => type.startsWith('image/')) ?? null
