import type { FileHandle } from 'node:fs/promises'

/** Read at a time. Larger ones are no faster; a hundred readers take 25 MB. */
const CHUNK_BYTES = 256 * 1024

/** Reads a range of an open file, `end` exclusive, into one buffer that is reused. Calls `close` last. */
export async function* chunksOf(
  handle: FileHandle,
  { start, end }: { readonly start: number; readonly end: number },
  close: () => Promise<void>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const memory = Buffer.allocUnsafe(Math.max(1, Math.min(CHUNK_BYTES, end - start)))
  try {
    for (let at = start; at < end;) {
      const { bytesRead } = await handle.read(memory, 0, Math.min(memory.length, end - at), at)
      if (bytesRead === 0) return
      at += bytesRead
      yield memory.subarray(0, bytesRead)
    }
  } finally {
    await close()
  }
}
