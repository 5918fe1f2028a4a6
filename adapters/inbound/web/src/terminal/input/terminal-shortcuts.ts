import { chord } from '../../app/platform/keys.js'
import { copyText } from '../../app/clipboard.js'
import type { CommandActions } from '../history/command-menu.js'
import { FONT_SIZE, terminalFontSize } from '../../app/platform/preferences.js'

export interface KeyActions {
  /** Asks for a session to show at a side of this one. */
  readonly onSplit: (side: 'right' | 'bottom') => void
  readonly onClosePane: () => void
  /** Moves the focus to another terminal of the page. */
  readonly onBeside: (step: 1 | -1) => void
  /** Several terminals are shown. Keys that act on them go to the program otherwise. */
  readonly isSplit: () => boolean
  readonly onPalette: () => void
  readonly onHistory: () => void
  /** Scrolls this viewer's history by pages. */
  readonly onScrollPages: (step: 1 | -1) => void
  readonly commands: Pick<CommandActions, 'step' | 'copyOutput'>
  /** Opens the repository panel or focuses it. */
  readonly onRepo: () => void
  readonly onConversation: () => void
  readonly onLeave: () => void
  readonly onStep: (step: 1 | -1) => void
  /** Text that is selected in the live terminal or in its history; empty without a selection. */
  readonly selection: () => string
}

export function changeFontSize(step: number): void {
  terminalFontSize.value = Math.min(Math.max(terminalFontSize.value + step, FONT_SIZE.min), FONT_SIZE.max)
}

/** Key handler with the page's own shortcuts. Returns true for keys that the terminal handles. */
export function keysOf(actions: KeyActions): (event: KeyboardEvent) => boolean {
  const always = ownKeys(actions)
  const split = splitKeys(actions)
  return (event) => {
    const key = event.shiftKey && event.key.startsWith('Page') ? `Shift+${event.key}` : chord(event)
    // The browser's own paste event follows. It needs no permission.
    if (key === 'Mod+Shift+v' || (key === 'Mod+v' && event.metaKey)) return false
    const run = always[key] ?? (actions.isSplit() ? split[key] : undefined)
    if (!run) return true
    event.preventDefault()
    event.stopPropagation()
    if (event.type === 'keydown') run()
    return false
  }
}

const splitKeys = (actions: KeyActions): Readonly<Record<string, () => void>> => ({
  'Mod+Shift+x': actions.onClosePane,
  'Mod+Shift+ArrowLeft': () => actions.onBeside(-1),
  'Mod+Shift+ArrowRight': () => actions.onBeside(1),
})

function ownKeys(actions: KeyActions): Readonly<Record<string, () => void>> {
  const copy = (): void => {
    const text = actions.selection()
    if (text !== '') void copyText(text)
  }
  const resetFont = (): void => {
    terminalFontSize.value = FONT_SIZE.standard
  }
  return {
    'Mod+k': actions.onPalette,
    'Mod+Shift+f': actions.onHistory,
    'Shift+PageUp': () => actions.onScrollPages(-1),
    'Shift+PageDown': () => actions.onScrollPages(1),
    'Alt+PageUp': () => actions.commands.step(-1),
    'Alt+PageDown': () => actions.commands.step(1),
    'Mod+Shift+y': actions.commands.copyOutput,
    'Mod+Shift+g': actions.onRepo,
    'Mod+Shift+l': actions.onConversation,
    'Mod+Shift+o': actions.onLeave,
    'Mod+Shift+e': () => actions.onSplit('right'),
    'Mod+Shift+s': () => actions.onSplit('bottom'),
    'Mod+Shift+c': copy,
    'Mod+Shift+ArrowUp': () => actions.onStep(-1),
    'Mod+Shift+ArrowDown': () => actions.onStep(1),
    'Mod++': () => changeFontSize(1),
    'Mod+=': () => changeFontSize(1),
    'Mod+Shift++': () => changeFontSize(1),
    'Mod+-': () => changeFontSize(-1),
    'Mod+0': resetFont,
  }
}
