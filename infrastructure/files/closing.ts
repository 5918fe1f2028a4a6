import type { FileHandle } from 'node:fs/promises'

/**
 * Wraps an open file by what `wrap` makes of it and of its close, which has no effect when it is repeated. Closes the file
 * when `wrap` fails.
 */
export async function closing<A>(handle: FileHandle, wrap: (close: () => Promise<void>) => Promise<A>): Promise<A> {
  let isOpen = true
  const close = async (): Promise<void> => {
    if (!isOpen) return
    isOpen = false
    await handle.close()
  }
  try {
    return await wrap(close)
  } catch (thrown) {
    await close()
    throw thrown
  }
}
