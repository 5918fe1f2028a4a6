import type { CallFiles } from '../../../application/approvals/call-files.port.js'
import { withRegularFile } from '../../../infrastructure/files/reading.js'

/** Bytes, far above what a dialog shows of a change in parts. */
const MAX_BYTES = 4 * 1024 * 1024

/** Files on the disk. */
export const fsCallFiles = (): CallFiles => ({
  textOf: (path) => () =>
    withRegularFile(path, async (file) => {
      const { size } = await file.stat()
      if (size > MAX_BYTES) return null
      return new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile())
    }).catch(() => null),
})
