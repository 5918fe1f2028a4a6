import { useEffect } from 'preact/hooks'
import { chord } from '../platform/keys.js'
import { isTyping } from '../state/keyboard.js'
import { focusTerminal } from '../state/terminal-keys.js'

/** Keys that close the panel and give the keys back to the terminal; the second is the one that opens it. */
const CLOSING: ReadonlyArray<string> = ['Escape', 'Mod+Shift+g']

/** Counts wherever the focus is but where one types: the terminal has Esc for itself. */
export function usePanelKeys(close: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !CLOSING.includes(chord(event)) || isTyping(event)) return
      event.preventDefault()
      close()
      focusTerminal()
    }
    document.addEventListener('keydown', press)
    return () => {
      document.removeEventListener('keydown', press)
    }
  }, [close])
}
