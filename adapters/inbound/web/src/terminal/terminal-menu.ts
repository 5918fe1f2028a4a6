import type { Terminal } from '@xterm/xterm'
import {
  ClipboardCopy,
  ClipboardPaste,
  Columns2,
  FileSymlink,
  Rows2,
  Search,
  SendHorizontal,
  SquareChevronRight,
  TextSelect,
} from 'lucide-preact'
import { messages } from '../app/texts/messages.js'
import { copyText, readClipboard } from '../app/clipboard.js'
import { isNarrow } from '../app/appearance.js'
import { because } from '../app/failed.js'
import { shown } from '../app/sessions.js'
import { toast } from '../app/toasts.js'
import { openMenuAt, type MenuItem } from '../ui/menu.js'
import type { CommandActions } from './history/command-menu.js'
import type { LiveTerminal } from './live-terminal.js'
import { pathAt } from './input/path-provider.js'
import { pathsIn } from '../app/syntax/path-links.js'
import { cellAt } from './input/pane-mouse.js'
import { liveSessionsBut } from './layout/split-menu.js'
import { ask, client } from '../app/the-hub.js'

interface MenuOptions {
  readonly session: () => string
  readonly live: LiveTerminal
  /** The terminal under the pointer: the live one or its history. */
  readonly terminal: () => Terminal | null
  readonly onSearch: (text: string) => void
  readonly onPath: (path: string, line: number | null) => void
  readonly onSplit: (side: 'right' | 'bottom') => void
  readonly commands: Pick<CommandActions, 'openMenu'>
}

interface Point {
  readonly clientX: number
  readonly clientY: number
}

const RIGHT_BUTTON = 2

/** Menu of a terminal on right click. */
export interface TerminalMenu {
  readonly openAt: (at: Point) => void
  readonly stop: () => void
}

/**
 * Opens the menu of a terminal on right click. A long press selects instead. The emulator does not report the right button, to which tmux would answer
 * with a menu of its own.
 */
export function followRightClick(element: HTMLElement, options: MenuOptions): TerminalMenu {
  const hide = (event: MouseEvent): void => {
    if (event.button === RIGHT_BUTTON) event.stopPropagation()
  }
  const openAt = ({ clientX: x, clientY: y }: Point): void => {
    const terminal = options.terminal()
    if (!terminal?.element) return
    const { column, row } = cellAt(terminal, terminal.element, { clientX: x, clientY: y })
    openMenuAt({ x, y }, itemsOf(terminal, { column, row, x, y }, options), options.live.focus)
  }
  const open = (event: MouseEvent): void => {
    if (!(event.target instanceof Element) || event.target.closest('.terminal-box') === null) return
    event.preventDefault()
    event.stopPropagation()
    if (!(event instanceof PointerEvent && event.pointerType === 'touch')) openAt(event)
  }
  element.addEventListener('mousedown', hide, true)
  element.addEventListener('mouseup', hide, true)
  element.addEventListener('contextmenu', open, true)
  return {
    openAt,
    stop: () => {
      element.removeEventListener('mousedown', hide, true)
      element.removeEventListener('mouseup', hide, true)
      element.removeEventListener('contextmenu', open, true)
    },
  }
}

interface Place {
  readonly column: number
  readonly row: number
  readonly x: number
  readonly y: number
}

function itemsOf(
  terminal: Terminal,
  at: Place,
  { session, live, onSearch, onPath, onSplit, commands }: MenuOptions,
): ReadonlyArray<MenuItem> {
  const m = messages.value
  const selected = terminal.getSelection()
  const path =
    selected === ''
      ? pathAt(terminal, at.column, terminal.buffer.active.viewportY + at.row)
      : (pathsIn(selected.trim())[0] ?? null)
  const items: MenuItem[] = []
  if (selected !== '') items.push({ label: m.copySelection, icon: ClipboardCopy, run: () => void copy(selected) })
  items.push({ label: m.paste, icon: ClipboardPaste, run: () => void paste(live) })
  items.push({
    label: m.selectAll,
    icon: TextSelect,
    run: () => terminal.selectAll(),
  })
  if (selected !== '') {
    items.push({
      label: m.searchSelection,
      icon: Search,
      run: () => onSearch(selected.split('\n')[0] ?? ''),
    })
  }
  if (path !== null) {
    items.push({
      label: m.openPath(path.path),
      icon: FileSymlink,
      run: () => onPath(path.path, path.line),
    })
  }
  const others = liveSessionsBut([session()])
  if (selected !== '' && others.length > 0) {
    items.push({
      label: m.sendToSession,
      icon: SendHorizontal,
      run: () => openMenuAt(at, targetsOf(others, selected), live.focus),
    })
  }
  items.push(commandsItem(commands, at))
  return isNarrow.value ? items : [...items, ...splitItems(onSplit)]
}

/** Entry that opens the menu of a shell's commands. */
export const commandsItem = (
  { openMenu }: Pick<CommandActions, 'openMenu'>,
  at: { readonly x: number; readonly y: number },
): MenuItem => ({
  label: messages.value.commands,
  icon: SquareChevronRight,
  run: () => openMenu(at),
})

/** Entries that show another session beside this one. */
export function splitItems(onSplit: (side: 'right' | 'bottom') => void): ReadonlyArray<MenuItem> {
  const m = messages.value
  const split = (side: 'right' | 'bottom') => (): void => onSplit(side)
  return [
    { label: m.splitRight, icon: Columns2, shortcut: 'Ctrl Shift E', run: split('right') },
    { label: m.splitDown, icon: Rows2, shortcut: 'Ctrl Shift S', run: split('bottom') },
  ]
}

const targetsOf = (names: ReadonlyArray<string>, text: string): ReadonlyArray<MenuItem> =>
  names.map((name) => ({ label: shown(name), icon: SendHorizontal, run: () => void send(name, text) }))

async function copy(text: string): Promise<void> {
  if (await copyText(text)) toast({ text: messages.value.copied })
}

async function paste(live: LiveTerminal): Promise<void> {
  const text = await readClipboard()
  if (text === null) toast({ kind: 'failed', text: messages.value.clipboardForbidden })
  else live.paste(text)
}

async function send(name: string, text: string): Promise<void> {
  const m = messages.value
  const answer = await ask(client.typeText({ params: { name }, body: { text } }))
  if (answer.ok) toast({ text: m.sentToSession(shown(name)) })
  else toast({ kind: 'failed', text: m.notSentToOther(shown(name), because(answer.failure)), detail: text })
}
