import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  ClipboardPaste,
  CornerDownLeft,
  Ellipsis,
  PanelTop,
  type LucideIcon,
} from 'lucide-preact'
import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { language, messages } from '../../app/texts/messages.js'
import { arrowKey, type Arrow } from './terminal-input.js'
import { isLow } from '../../app/appearance.js'
import { readClipboard } from '../../app/clipboard.js'
import { toast } from '../../app/toasts.js'
import { Icon } from '../../ui/icon.js'
import { realTimers } from '../connection/heartbeat.js'
import { heldKey, type HeldKey } from './held-key.js'
import type { LiveTerminal } from '../live-terminal.js'
import { keyNamesOf } from '../../app/texts/key-names.js'

const ARROWS: ReadonlyArray<readonly [Arrow, LucideIcon]> = [
  ['left', ArrowLeft],
  ['up', ArrowUp],
  ['down', ArrowDown],
  ['right', ArrowRight],
]

/** Keys that send the same text with each press. Caret notation is for keys with Ctrl. */
const SENT: Readonly<Record<string, string>> = {
  '^C': '\u0003',
  '^D': '\u0004',
  '^Z': '\u001a',
  '|': '|',
  '~': '~',
  '/': '/',
  '-': '-',
}

/**
 * Two pages of keys that on-screen keyboards lack. Ctrl and Alt apply to the next key; Esc, arrows and page keys repeat
 * while they are held.
 */
export function KeyRow({ live }: { readonly live: LiveTerminal }): VNode {
  const m = messages.value
  const [page, setPage] = useState<1 | 2>(1)
  const held = live.modifiers.value

  const send = (text: string) => (): void => live.type(text)
  const arrow = (to: Arrow) => (): void => {
    const application = live.emulator()?.terminal.modes.applicationCursorKeysMode ?? false
    live.type(arrowKey(to, held, application))
  }
  /** Without a connection keys wait, and a held one would fill what is kept of them. */
  const isConnected = (): boolean => live.state.peek()._tag === 'Open'
  const paste = async (): Promise<void> => {
    const text = await readClipboard()
    if (text === null) toast({ kind: 'failed', text: messages.value.clipboardForbidden })
    else live.paste(text)
  }

  return (
    <div class="key-row grid gap-4 rigid line-above surface" role="toolbar" aria-label={m.keyRow}>
      {page === 1 ? (
        <>
          <Key label="Esc" onPress={send('\u001b')} repeats={isConnected} />
          <Key label="Tab" onPress={send('\t')} />
          <Key label="Shift Tab" onPress={send('\u001b[Z')}>
            ⇧Tab
          </Key>
          <Key
            label={keyNamesOf('Ctrl', language.value, false)}
            held={held.ctrl}
            onPress={() => live.setModifiers({ ...held, ctrl: !held.ctrl })}
          />
          <Key label="Alt" held={held.alt} onPress={() => live.setModifiers({ ...held, alt: !held.alt })} />
          <Key label={m.paste} onPress={() => void paste()}>
            <Icon of={ClipboardPaste} />
          </Key>
          {ARROWS.map(([to, icon]) => (
            <Key key={to} label={to} onPress={arrow(to)} repeats={isConnected}>
              <Icon of={icon} />
            </Key>
          ))}
          <Key label={m.enterKey} onPress={send('\r')}>
            <Icon of={CornerDownLeft} />
          </Key>
        </>
      ) : (
        <>
          <Key label="PgUp" onPress={send('\u001b[5~')} repeats={isConnected} />
          <Key label="PgDn" onPress={send('\u001b[6~')} repeats={isConnected} />
          {Object.entries(SENT).map(([label, text]) => (
            <Key key={label} label={label} onPress={send(text)} />
          ))}
          {isLow.value && (
            <Key label={m.toolbarKey} onPress={focusToolbar}>
              <Icon of={PanelTop} />
            </Key>
          )}
        </>
      )}
      <Key label={m.moreKeys} held={page === 2} onPress={() => setPage(page === 1 ? 2 : 1)}>
        <Icon of={Ellipsis} />
      </Key>
    </div>
  )
}

/** Shows the toolbar, which leaves the height of a low window to a terminal that has the focus. */
function focusToolbar(): void {
  document.querySelector<HTMLElement>('.terminal-pane.active > .toolbar button')?.focus()
}

interface KeyProps {
  readonly label: string
  readonly onPress: () => void
  readonly held?: boolean
  /** May the key go on repeating while it is held? `null` for one that does not repeat. */
  readonly repeats?: (() => boolean) | null
  readonly children?: ComponentChildren
}

function Key({ label, onPress, held, repeats = null, children }: KeyProps): VNode {
  // A repeat sends what the press has sent, also after the press has released a held modifier.
  const repeat = useRef<HeldKey | null>(null)
  const stop = (): void => repeat.current?.release()
  useEffect(() => {
    document.addEventListener('visibilitychange', stop)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', stop)
    }
  }, [])
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={held}
      onPointerDown={(event) => {
        const { currentTarget, pointerId } = event
        // Moving the focus would close the on-screen keyboard.
        event.preventDefault()
        if (repeats === null) return
        // A touch is captured by the button, which would then miss that the finger leaves it.
        if (currentTarget.hasPointerCapture(pointerId)) currentTarget.releasePointerCapture(pointerId)
        stop()
        repeat.current = heldKey(realTimers, onPress, repeats)
        repeat.current.press()
      }}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onContextMenu={(event) => {
        // Of a long press.
        event.preventDefault()
      }}
      onClick={({ detail }) => {
        // A click of a pointer follows the press that has been handled; one of a keyboard has no count.
        if (repeats === null || detail === 0) onPress()
      }}
    >
      {children ?? label}
    </button>
  )
}
