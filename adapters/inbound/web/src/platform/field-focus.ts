/** True while a person types in a field outside of terminals, whose focus an answer of the hub must not take. */
export function isFieldFocused(): boolean {
  const focused = document.activeElement
  return focused?.matches('input, textarea, select') === true && focused.closest('.xterm') === null
}
