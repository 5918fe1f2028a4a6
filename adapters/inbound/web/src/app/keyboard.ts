import { isInputMethodKey } from './platform/input-method.js'
import { chord } from './platform/keys.js'
import { places } from './routing/places.js'
import { newSessionIn } from './routing/route.js'
import { takeLastBack } from './approvals.js'
import { openPalette, toggleHelp } from './overlays.js'
import { go, route } from './router.js'
import { pageFolder } from './page-folder.js'
import { undoNewest } from './toasts.js'

/** True when the focused element handles the key: a field, the terminal, an open dialog or menu. */
export function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  return target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog, [role=menu]') !== null
}

/** Keeps the keys of an input method from the page: its Enter selects a word, its Escape drops it. Terminals read them. */
function keepFromPage(event: KeyboardEvent): void {
  const isOfInputMethod = event.isComposing || isInputMethodKey(event)
  if (isOfInputMethod && !(event.target as Element).closest('.xterm')) event.stopImmediatePropagation()
}

/** Time in which a letter after `g` selects a page. */
const SEQUENCE_MS = 1_000

const UNDO = 'Mod+z'

/** Registers the keys that work on every page. The terminal forwards the few keys that it does not use. */
export function listenForGlobalKeys(): void {
  let wentG = 0

  window.addEventListener('keydown', keepFromPage, true)
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return
    const key = chord(event)
    if (key === 'Mod+k') {
      event.preventDefault()
      openPalette()
      return
    }
    if (isTyping(event)) return
    // A terminal receives every letter, also while it is opening. Panels beside it report what can be undone.
    if (route.value.page === 'terminal' && key !== UNDO) return
    const afterG = Date.now() - wentG < SEQUENCE_MS
    wentG = key === 'g' ? Date.now() : 0
    const run = afterG ? placeBy(key) : anywhere[key]
    if (!run) return
    event.preventDefault()
    event.stopImmediatePropagation()
    run()
  })
}

/** Navigation for the letter; `null` when no page has it. Approvals, A, are in the list of what needs the person. */
function placeBy(letter: string): (() => void) | null {
  const to = places().find((place) => place.letter === (letter === 'a' ? 'i' : letter))?.to
  if (!to) return null
  return () => go(to)
}

const anywhere: Readonly<Record<string, () => void>> = {
  n: () => go(newSessionIn(pageFolder.value)),
  '?': toggleHelp,
  u: takeLastBack,
  [UNDO]: undoNewest,
}
