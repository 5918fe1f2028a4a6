import '@xterm/xterm/css/xterm.css'
import { effect } from '@preact/signals'
import { ClipboardAddon } from '@xterm/addon-clipboard'
import { FitAddon } from '@xterm/addon-fit'
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { WebglAddon } from '@xterm/addon-webgl'
import { Terminal } from '@xterm/xterm'
import { highContrast, shownTheme } from '../state/appearance.js'
import { copyText } from '../state/clipboard.js'
import { readTerminalAloud, terminalFontSize } from '../platform/preferences.js'
import { terminalColours } from './colours.js'

const FONT = '"JetBrains Mono Variable", "JetBrains Mono", monospace'
/** As many lines as the hub keeps of a session. */
const SCROLLBACK_LINES = 10_000
/** WCAG AA: programs pick colours for grounds that they cannot see. */
const MINIMUM_CONTRAST = 4.5

export interface Emulator {
  readonly terminal: Terminal
  /** Makes the cells fill the element; nothing while it has no size. */
  readonly fit: () => void
  readonly dispose: () => void
}

/** A terminal drawn into an element, in the colours and the size chosen on this device. */
export async function openEmulator(element: HTMLElement, readOnly = false): Promise<Emulator> {
  // Cells are measured once: the face must be there.
  await document.fonts.load(`${terminalFontSize.peek()}px ${FONT}`).catch(() => undefined)
  const terminal = new Terminal({
    allowProposedApi: true,
    cursorBlink: false,
    cursorInactiveStyle: readOnly ? 'none' : 'outline',
    disableStdin: readOnly,
    fontFamily: FONT,
    fontSize: terminalFontSize.peek(),
    lineHeight: 1.15,
    macOptionClickForcesSelection: true,
    minimumContrastRatio: MINIMUM_CONTRAST,
    rightClickSelectsWord: false,
    scrollback: SCROLLBACK_LINES,
    theme: terminalColours(shownTheme.peek(), highContrast.peek()),
  })
  const fitting = new FitAddon()
  terminal.loadAddon(fitting)
  terminal.loadAddon(new UnicodeGraphemesAddon())
  terminal.loadAddon(new WebLinksAddon(openLink))
  // Programs may fill the clipboard and never read it.
  terminal.loadAddon(new ClipboardAddon(undefined, { readText: () => '', writeText: writeClipboard }))
  terminal.open(element)
  drawWithWebgl(terminal)

  const fit = (): void => {
    if (element.clientWidth > 0 && element.clientHeight > 0) fitting.fit()
  }
  const stopFollowing = effect(() => {
    terminal.options.theme = terminalColours(shownTheme.value, highContrast.value)
    terminal.options.fontSize = terminalFontSize.value
    terminal.options.screenReaderMode = readTerminalAloud.value
    fit()
  })
  return {
    terminal,
    fit,
    dispose: () => {
      stopFollowing()
      terminal.dispose()
    },
  }
}

/** The system's own clipboard; X11's second one has no counterpart in a browser. */
async function writeClipboard(_selection: string, text: string): Promise<void> {
  await copyText(text)
}

function openLink(_event: MouseEvent, address: string): void {
  window.open(address, '_blank', 'noopener,noreferrer')
}

/** Much faster where there is a graphics context; without one, or when it is lost, the terminal draws by itself. */
function drawWithWebgl(terminal: Terminal): void {
  try {
    const webgl = new WebglAddon()
    webgl.onContextLoss(() => {
      webgl.dispose()
    })
    terminal.loadAddon(webgl)
  } catch {
    // No WebGL 2: xterm's own renderer is already there.
  }
}
