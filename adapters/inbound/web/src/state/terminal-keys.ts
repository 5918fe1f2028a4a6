/** Types into the terminal that is open; the page's own dialogs reach it this way and no other. */
let typeIn: ((text: string) => void) | null = null
let focusIt: (() => void) | null = null

export function passToTerminal(text: string): void {
  typeIn?.(text)
}

/** Gives the keys back to the terminal that is open. */
export function focusTerminal(): void {
  focusIt?.()
}

/** The open terminal says where keys go, until the answer is called. */
export function takeKeys(take: (text: string) => void, focus: () => void): () => void {
  typeIn = take
  focusIt = focus
  return () => {
    if (typeIn === take) typeIn = null
    if (focusIt === focus) focusIt = null
  }
}
