import { chord } from '../app/platform/keys.js'
import { isTyping } from '../app/keyboard.js'

/** A key pressed sooner after a card got the focus was meant for the card before it. */
const MEANT_MS = 400
/** Selects a card. It decides nothing, so it is taken at once. */
const SELECT_KEY = 'x'
/** Set on the focused card once it takes keys. */
const TAKES_KEYS = 'data-takes-keys'

const cards = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-approval]')]
const current = (): HTMLElement | null => document.activeElement?.closest<HTMLElement>('[data-approval]') ?? null

/**
 * Keys of the page: J and K move, the keys on the buttons of the selection or else of the focused card press them. A card that is decided or
 * withdrawn hands the focus to the one in its place. Returns what ends it.
 */
export function followApprovalKeys(): { readonly keepFocus: () => void; readonly end: () => void } {
  let place = 0
  let arming: ReturnType<typeof setTimeout> | undefined

  const focus = (card: HTMLElement | undefined): void => {
    card?.focus()
    card?.scrollIntoView({ block: 'nearest' })
  }

  const arm = (card: HTMLElement | null): void => {
    clearTimeout(arming)
    for (const other of cards()) other.removeAttribute(TAKES_KEYS)
    if (card === null) return
    arming = setTimeout(() => card.setAttribute(TAKES_KEYS, ''), MEANT_MS)
  }

  const onFocus = (): void => {
    const card = current()
    if (card?.hasAttribute(TAKES_KEYS) === true) return
    if (card !== null) place = cards().indexOf(card)
    arm(card)
  }

  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.repeat || isTyping(event)) return
    const key = chord(event)
    const card = current()
    const all = cards()
    if (key === 'j' || key === 'k') {
      const at = card === null ? -1 : all.indexOf(card)
      focus(all[Math.min(Math.max(key === 'j' ? at + 1 : at - 1, 0), all.length - 1)])
      event.preventDefault()
      return
    }
    const bar = document.querySelector<HTMLElement>('[data-shortcuts]')
    const pressed = `[data-shortcut="${CSS.escape(key)}"]`
    const button = (bar ?? card)?.querySelector<HTMLElement>(pressed) ?? card?.querySelector<HTMLElement>(pressed)
    if (!button) return
    event.preventDefault()
    const isInBar = bar?.contains(button) === true
    if (key !== SELECT_KEY && !isInBar && card?.hasAttribute(TAKES_KEYS) !== true) return
    button.click()
    if (key !== SELECT_KEY) arm(card) // The next letter may be the first of a reason.
  }

  document.addEventListener('focusin', onFocus)
  document.addEventListener('keydown', onKey)
  // A card may have been focused before.
  onFocus()
  return {
    keepFocus: () => {
      const isFree = document.activeElement === null || document.activeElement === document.body
      const all = cards()
      if (isFree) focus(all[Math.min(place, all.length - 1)])
    },
    end: () => {
      clearTimeout(arming)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('keydown', onKey)
    },
  }
}
