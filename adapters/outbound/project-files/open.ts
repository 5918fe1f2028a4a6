import type { FileHandle } from 'node:fs/promises'
import type { OpenedFile } from '../../../application/files/project-files.port.js'
import type { ByteRange } from '../../../domain/files/byte-range.js'
import { HEAD_BYTES } from '../../../domain/files/file-preview.js'

/** Read at a time. Larger ones are no faster; a hundred readers take 25 MB. */
const CHUNK_BYTES = 256 * 1024

/** Wraps an open file. Closes the handle when the file cannot be read. */
export async function openedFile(handle: FileHandle): Promise<OpenedFile> {
  let isOpen = true
  const close = async (): Promise<void> => {
    if (!isOpen) return
    isOpen = false
    await handle.close()
  }
  try {
    const { size, ino, mtimeNs, ctimeNs } = await handle.stat({ bigint: true })
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return {
      size: Number(size),
      modifiedAt: Number(mtimeNs / 1_000n) / 1_000,
      revision: [ino, size, mtimeNs, ctimeNs].map((part) => part.toString(36)).join('-'),
      head: buffer.subarray(0, bytesRead),
      read: (range) => chunksOf(handle, range, close),
      close,
    }
  } catch (thrown) {
    await close()
    throw thrown
  }
}

/** Reads chunks into one buffer that is reused. */
async function* chunksOf(
  handle: FileHandle,
  { start, end }: ByteRange,
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
