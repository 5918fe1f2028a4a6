/** Types into the terminal that is open; the page's own dialogs reach it this way and no other. */
let typeIn: ((text: string) => void) | null = null

export function passToTerminal(text: string): void {
  typeIn?.(text)
}

/** The open terminal says where keys go, until the answer is called. */
export function takeKeys(take: (text: string) => void): () => void {
  typeIn = take
  return () => {
    if (typeIn === take) typeIn = null
  }
}
