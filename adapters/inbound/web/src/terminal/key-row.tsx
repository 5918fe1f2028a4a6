import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, ClipboardPaste, type LucideIcon } from 'lucide-preact'
import type { ComponentChildren, VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { arrowKey, type Arrow } from './terminal-input.js'
import { readClipboard } from '../state/clipboard.js'
import { toast } from '../state/toasts.js'
import { Icon } from '../ui/icon.js'
import type { LiveTerminal } from './live-terminal.js'

const ARROWS: ReadonlyArray<readonly [Arrow, LucideIcon]> = [
  ['left', ArrowLeft],
  ['up', ArrowUp],
  ['down', ArrowDown],
  ['right', ArrowRight],
]

/** Row of keys that on-screen keyboards lack. Ctrl and Alt apply to the next key. */
export function KeyRow({ live }: { readonly live: LiveTerminal }): VNode {
  const m = messages.value
  const held = live.modifiers.value

  const arrow = (to: Arrow) => (): void => {
    const application = live.emulator()?.terminal.modes.applicationCursorKeysMode ?? false
    live.type(arrowKey(to, held, application))
  }
  const paste = async (): Promise<void> => {
    const text = await readClipboard()
    if (text === null) toast({ kind: 'failed', text: messages.value.clipboardForbidden })
    else live.paste(text)
  }

  return (
    <div class="key-row" role="toolbar" aria-label={m.keyRow}>
      <Key
        label="Esc"
        onPress={() => {
          live.type('\u001b')
        }}
      />
      <Key
        label="Tab"
        onPress={() => {
          live.type('\t')
        }}
      />
      <Key
        label="Ctrl"
        held={held.ctrl}
        onPress={() => {
          live.setModifiers({ ...held, ctrl: !held.ctrl })
        }}
      />
      <Key
        label="Alt"
        held={held.alt}
        onPress={() => {
          live.setModifiers({ ...held, alt: !held.alt })
        }}
      />
      {ARROWS.map(([to, icon]) => (
        <Key key={to} label={to} onPress={arrow(to)}>
          <Icon of={icon} />
        </Key>
      ))}
      {['/', '-'].map((character) => (
        <Key
          key={character}
          label={character}
          onPress={() => {
            live.type(character)
          }}
        />
      ))}
      <Key label={m.paste} onPress={() => void paste()}>
        <Icon of={ClipboardPaste} />
      </Key>
    </div>
  )
}

interface KeyProps {
  readonly label: string
  readonly onPress: () => void
  readonly held?: boolean
  readonly children?: ComponentChildren
}

function Key({ label, onPress, held, children }: KeyProps): VNode {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={held}
      // Moving the focus would close the on-screen keyboard.
      onPointerDown={(event) => {
        event.preventDefault()
      }}
      onClick={onPress}
    >
      {children ?? label}
    </button>
  )
}
