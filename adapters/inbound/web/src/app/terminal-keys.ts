/** Writes to the open terminal. Dialogs of the page use only this function. */
let typeIn: ((text: string) => void) | null = null
let focusIt: (() => void) | null = null

export function passToTerminal(text: string): void {
  typeIn?.(text)
}

/** Returns the focus to the open terminal. */
export function focusTerminal(): void {
  focusIt?.()
}

/** Registers the open terminal as the target of keys. Returns an unregister function. */
export function takeKeys(take: (text: string) => void, focus: () => void): () => void {
  typeIn = take
  focusIt = focus
  return () => {
    if (typeIn === take) typeIn = null
    if (focusIt === focus) focusIt = null
  }
}
