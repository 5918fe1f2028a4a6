const TYPED = 'textarea, select, input:not([type=checkbox], [type=radio], [type=range])'

/** True while a person types in a field outside of terminals, whose focus an answer of the hub must not take. */
export function isFieldFocused(): boolean {
  const focused = document.activeElement
  return focused?.matches(TYPED) === true && focused.closest('.xterm') === null
}
