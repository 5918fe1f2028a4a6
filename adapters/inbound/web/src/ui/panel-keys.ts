import { useEffect } from 'preact/hooks'
import { chord } from '../app/platform/keys.js'
import { isTyping } from '../app/keyboard.js'
import { focusTerminal } from '../app/terminal-keys.js'
import { hasDialog } from './dialog.js'

/** Key that opens the panel of the repository, and closes it while it has the focus. */
const REPO_KEY = 'Mod+Shift+g'

/**
 * Closes a panel and returns the focus to the terminal by Esc or by the key that opens it, anywhere except in text fields
 * and the terminal, which receives Esc itself.
 */
export function usePanelKeys(close: () => void, toggle: string = REPO_KEY): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      // An open dialog is closed by its own Esc.
      if (event.defaultPrevented || isTyping(event) || hasDialog.peek()) return
      const key = chord(event)
      if (key !== 'Escape' && key !== toggle) return
      event.preventDefault()
      close()
      focusTerminal()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [close])
}
