import type { FileHandle } from 'node:fs/promises'
import type { OpenedFile } from '../../../application/files/project-files.port.js'
import { HEAD_BYTES } from '../../../domain/files/file-preview.js'
import { chunksOf } from '../../../infrastructure/files/chunks-of.js'
import { closing } from '../../../infrastructure/files/closing.js'

/** Wraps an open file. Closes the handle when the file cannot be read. */
export const openedFile = (handle: FileHandle): Promise<OpenedFile> =>
  closing(handle, async (close) => {
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
  })
