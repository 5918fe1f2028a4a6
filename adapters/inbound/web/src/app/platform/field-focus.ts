const TYPED = 'textarea, select, input:not([type=checkbox], [type=radio], [type=range])'

/** True while a person types in a field outside of terminals, whose focus an answer of the hub must not take. */
export function isFieldFocused(): boolean {
  const focused = document.activeElement
  return focused?.matches(TYPED) === true && focused.closest('.xterm') === null
}

/** True while the focus is in a field or on a tool call that waits for a decision: a terminal that opens leaves it there. */
export const isFocusHeld = (): boolean =>
  isFieldFocused() || document.querySelector('[data-approval]:focus-within') !== null
