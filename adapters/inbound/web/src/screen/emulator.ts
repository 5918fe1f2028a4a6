import '@xterm/xterm/css/xterm.css'
import { effect } from '@preact/signals'
import { ClipboardAddon } from '@xterm/addon-clipboard'
import { FitAddon } from '@xterm/addon-fit'
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { Terminal } from '@xterm/xterm'
import type { TerminalSize } from '../../../../../domain/terminal/terminal-size.js'
import { copyText } from '../app/clipboard.js'
import {
  FONT_SIZE,
  readTerminalAloud,
  terminalCursor,
  terminalCursorBlinks,
  terminalLigatures,
} from '../app/platform/preferences.js'
import { HISTORY_LINES } from './history-lines.js'
import { MINIMUM_CONTRAST } from './run-style.js'
import { loadFonts, terminalText, terminalTheme } from './terminal-look.js'

export interface Emulator {
  readonly terminal: Terminal
  /** Fits rows and columns to the element. Does nothing while it has no size. */
  readonly fit: () => void
  readonly dispose: () => void
}

interface EmulatorOptions {
  readonly readOnly?: boolean
  /** Other terminals are shown beside it: its text gets smaller until a line of 80 characters fits. */
  readonly isSplit?: () => boolean
  /** Size of a recording: its text gets smaller until it fits, and it writes no clipboard. Left out for a live terminal. */
  readonly recordedSize?: () => TerminalSize
}

/** Columns that programs are made for. */
const USUAL_COLUMNS = 80
/** Width of a cell of the shipped font, in parts of its size. */
const CELL_WIDTH = 0.6

/** Height of a cell of the shipped font, in parts of its size. */
const CELL_HEIGHT = 1.32
/** Smallest text of a recording in CSS pixels; larger screens are scrolled. */
const LEAST_RECORDED_PX = 6
/** Part of the height of the page that a recording may take. */
const RECORDED_SHARE = 0.6

/** Opens a terminal in an element with the colours and font size of this device. */
export async function openEmulator(
  element: HTMLElement,
  { readOnly = false, isSplit = () => false, recordedSize }: EmulatorOptions = {},
): Promise<Emulator> {
  // The cell size is measured once, so the font must be loaded.
  await loadFonts()
  const { fontFamily, fontSize } = terminalText.peek()
  const terminal = new Terminal({
    allowProposedApi: true,
    cursorInactiveStyle: readOnly ? 'none' : 'outline',
    disableStdin: readOnly,
    fontFamily,
    fontSize,
    macOptionClickForcesSelection: true,
    minimumContrastRatio: MINIMUM_CONTRAST,
    rescaleOverlappingGlyphs: true,
    rightClickSelectsWord: false,
    scrollback: HISTORY_LINES,
  })
  const fitting = new FitAddon()
  terminal.loadAddon(fitting)
  terminal.loadAddon(new UnicodeGraphemesAddon())
  terminal.loadAddon(new WebLinksAddon(openLink))
  // Programs can write the clipboard but not read it.
  if (recordedSize === undefined)
    terminal.loadAddon(new ClipboardAddon(undefined, { readText: () => '', writeText: writeClipboard }))
  terminal.open(element)
  let isDisposed = false
  void drawWithWebgl(terminal, () => isDisposed)

  const fitAt = (preferred: number): void => {
    const { clientWidth, clientHeight } = element
    if (clientWidth === 0 || clientHeight === 0) return
    if (recordedSize !== undefined) {
      const { columns, rows } = recordedSize()
      const widest = Math.floor(clientWidth / columns / CELL_WIDTH)
      const highest = Math.floor((window.innerHeight * RECORDED_SHARE) / rows / CELL_HEIGHT)
      terminal.options.fontSize = Math.max(LEAST_RECORDED_PX, Math.min(preferred, widest, highest))
      return
    }
    const whole = Math.floor(clientWidth / USUAL_COLUMNS / CELL_WIDTH)
    terminal.options.fontSize = isSplit() ? Math.max(FONT_SIZE.min, Math.min(preferred, whole)) : preferred
    fitting.fit()
  }
  const fit = (): void => fitAt(terminalText.peek().fontSize)
  const stopWithholding = withholdEmptySelections(element)
  let separate: (() => void) | null = null
  const stopFollowing = effect(() => {
    const text = terminalText.value
    element.style.setProperty('--terminal-ground', terminalTheme.value.background ?? null)
    const { options } = terminal
    options.theme = terminalTheme.value
    options.screenReaderMode = readTerminalAloud.value
    options.cursorStyle = terminalCursor.value
    options.cursorBlink = terminalCursorBlinks.value
    options.lineHeight = text.lineHeight
    options.fontFamily = text.fontFamily
    element.style.fontFeatureSettings = text.fontFeatureSettings
    separate?.()
    separate = terminalLigatures.value ? joinOperators(terminal) : null
    fitAt(text.fontSize)
  })
  return {
    terminal,
    fit,
    dispose: () => {
      isDisposed = true
      stopFollowing()
      stopWithholding()
      terminal.dispose()
    },
  }
}

/** Writes to the system clipboard. X11's primary selection has no equivalent in browsers. */
async function writeClipboard(_selection: string, text: string): Promise<void> {
  await copyText(text)
}

function openLink(_event: MouseEvent, address: string): void {
  window.open(address, '_blank', 'noopener,noreferrer')
}

/** Uses the faster WebGL renderer on devices with hardware for it. Without, or when its context is lost, the default renderer is used. */
async function drawWithWebgl(terminal: Terminal, isDisposed: () => boolean): Promise<void> {
  if (!hasGraphicsHardware()) return
  try {
    const { WebglAddon } = await import('@xterm/addon-webgl')
    if (isDisposed()) return
    const webgl = new WebglAddon()
    webgl.onContextLoss(() => {
      webgl.dispose()
    })
    terminal.loadAddon(webgl)
  } catch {
    // Its script could not be loaded, or the context could not be created.
  }
}

/** False where WebGL is drawn by the processor. It is slower there than the default renderer, and delays the whole page. */
function hasGraphicsHardware(): boolean {
  const context = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true })
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}

/** Element in which xterm.js shows its rows to screen readers. */
const ROWS = '.xterm-accessibility-tree'

/**
 * Withholds from xterm.js selections of its rows for screen readers that contain no text: 6.0.0 throws "invalid range" for them. Returns a
 * function that ends this.
 */
function withholdEmptySelections(element: HTMLElement): () => void {
  const withhold = (event: Event): void => {
    const rows = element.querySelector(ROWS)
    const selection = document.getSelection()
    if (rows && selection && !selection.isCollapsed && isEmptyIn(rows, selection.getRangeAt(0)))
      event.stopImmediatePropagation()
  }
  document.addEventListener('selectionchange', withhold, { capture: true })
  return () => document.removeEventListener('selectionchange', withhold, { capture: true })
}

/** True for a range whose part in an element has no text. */
function isEmptyIn(element: Element, range: Range): boolean {
  if (!range.intersectsNode(element)) return false
  const part = range.cloneRange()
  if (!element.contains(part.startContainer)) part.setStartBefore(element)
  if (!element.contains(part.endContainer)) part.setEndAfter(element)
  return part.toString() === ''
}

/** Operators that coding fonts draw as one sign, the longer ones first. */
const OPERATORS =
  /<!--|<=>|<->|<-->|===|!==|>>=|<<=|\|\|=|&&=|\?\?=|\.\.\.|\.\.<|-->|==>|=>>|->>|<\|>|:::|\*\*\*|\/\/\/|###|=>|->|<-|<=|>=|==|!=|::|:=|&&|\|\||\?\?|\?\.|\.\.|\/\/|\/\*|\*\/|<>|\+\+|--|\|>|<\||~>|~~|\*\*|=~|!~|##|www/g

/** Draws operators as one sign where the font has one. Returns a function that ends it. */
function joinOperators(terminal: Terminal): () => void {
  const id = terminal.registerCharacterJoiner((text) =>
    [...text.matchAll(OPERATORS)].map(({ index, 0: { length } }) => [index, index + length]),
  )
  return () => terminal.deregisterCharacterJoiner(id)
}
