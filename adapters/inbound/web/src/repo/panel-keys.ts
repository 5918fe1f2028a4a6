import { useEffect } from 'preact/hooks'
import { chord } from '../platform/keys.js'
import { isTyping } from '../state/keyboard.js'
import { focusTerminal } from '../state/terminal-keys.js'

/** Keys that close the panel and return the focus to the terminal. The second one also opens it. */
const CLOSING: ReadonlyArray<string> = ['Escape', 'Mod+Shift+g']

/** Handles the closing keys anywhere except in text fields and the terminal, which receives Esc itself. */
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
