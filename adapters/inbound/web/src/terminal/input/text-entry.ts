import type { Terminal } from '@xterm/xterm'
import { isInputMethodKey } from '../../app/platform/input-method.js'

/** Keys that type nothing and end no composition. */
const MODIFIER_KEYS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock'])

export interface TextEntry {
  /** Types the pending composition and ends it, before another key is sent. */
  readonly settle: () => void
  readonly stop: () => void
}

/**
 * Text that input methods and on-screen keyboards write into the emulator's field. Each change of the field is typed as
 * the difference to the text typed before, so corrections of earlier words arrive too. The emulator's own handling reads
 * the end of the field only and is kept from these events. While a modifier of the key row is held (`isModified`), a
 * composed character is typed at once.
 */
export function followTextEntry(terminal: Terminal, element: HTMLElement, isModified: () => boolean): TextEntry {
  const field = terminal.textarea
  if (!field) throw new Error('the terminal is not open')
  /** Content of the field that has been typed. */
  let typed = ''
  let isComposing = false
  /** The emulator has sent the key that is pressed. Its text appears in the field in the mode for screen readers. */
  let isKeySent = false

  const flush = (): void => {
    const keys = editsOf(typed, field.value)
    typed = field.value
    if (keys !== '') terminal.input(keys)
  }
  const clear = (): void => {
    if (terminal.options.screenReaderMode === true && !isComposing) return
    field.value = typed = ''
  }
  const endComposition = (): void => {
    isComposing = false
    showComposition(terminal, element, '')
    flush()
  }
  const settle = (): void => {
    if (field.value === '' && !isComposing) return
    if (isComposing) flush()
    clear()
    if (isComposing) endComposition()
  }

  const keyDown = (event: KeyboardEvent): void => {
    isKeySent = false
    if (isInputMethodKey(event)) event.stopPropagation()
    else if (!MODIFIER_KEYS.has(event.key)) settle()
  }
  const released = (): void => {
    isKeySent = false
  }
  const beforeInput = (): void => {
    if (!isComposing) typed = typedIn(field, typed)
  }
  const input = (event: Event): void => {
    event.stopPropagation()
    if (isKeySent) typed = field.value
    else if (!isComposing) flush()
    else if (isModified()) settle()
    if (field.value.endsWith('\n')) clear()
  }
  const compositionStart = (event: Event): void => {
    event.stopPropagation()
    typed = typedIn(field, typed)
    isComposing = true
  }
  const compositionUpdate = (event: CompositionEvent): void => {
    event.stopPropagation()
    showComposition(terminal, element, event.data)
  }
  const compositionEnd = (event: Event): void => {
    event.stopPropagation()
    if (isComposing) endComposition()
  }

  const keys = terminal.onKey(() => {
    isKeySent = true
  })
  const listening = new AbortController()
  const options = { capture: true, signal: listening.signal }
  element.addEventListener('keydown', keyDown, options)
  element.addEventListener('keyup', released, options)
  element.addEventListener('focusout', released, options)
  element.addEventListener('beforeinput', beforeInput, options)
  element.addEventListener('input', input, options)
  element.addEventListener('compositionstart', compositionStart, options)
  element.addEventListener('compositionupdate', compositionUpdate, options)
  element.addEventListener('compositionend', compositionEnd, options)
  return {
    settle,
    stop: () => {
      listening.abort()
      keys.dispose()
    },
  }
}

/**
 * Text of the field that the person has typed. The emulator also puts the selected text of the terminal there, itself
 * selected, which the next input replaces.
 */
function typedIn({ value, selectionStart, selectionEnd }: HTMLTextAreaElement, typed: string): string {
  return value === typed ? typed : value.slice(0, selectionStart) + value.slice(selectionEnd)
}

/** Draws the pending composition at the cursor; an empty one is hidden. */
function showComposition({ buffer, cols, rows, options }: Terminal, element: HTMLElement, text: string): void {
  const view = element.querySelector<HTMLElement>('.composition-view')
  const screen = element.querySelector<HTMLElement>('.xterm-screen')
  if (!view || !screen) return
  const { cursorX, cursorY } = buffer.active
  const height = `${screen.clientHeight / rows}px`
  view.textContent = text
  view.classList.toggle('active', text !== '')
  Object.assign(view.style, {
    left: `${(Math.min(cursorX, cols - 1) * screen.clientWidth) / cols}px`,
    top: `${(cursorY * screen.clientHeight) / rows}px`,
    height,
    lineHeight: height,
    fontFamily: options.fontFamily,
    fontSize: `${options.fontSize ?? 0}px`,
  })
}

const DELETE = '\u007f'
/** Signs that terminals draw in the cell of the character before them. Programs delete both with one key. */
const ZERO_WIDTH = /^[\p{M}\u200d]$/u

/** Keys that turn one text before the cursor into another: deletions back to the first difference, then what follows. */
export function editsOf(before: string, after: string): string {
  const [old, fresh] = [Array.from(before), Array.from(after)]
  const differs = old.findIndex((character, at) => character !== fresh[at])
  const same = differs === -1 ? old.length : differs
  const deleted = old.slice(same).filter((character) => !ZERO_WIDTH.test(character)).length
  return DELETE.repeat(deleted) + fresh.slice(same).join('').replaceAll('\n', '\r')
}
