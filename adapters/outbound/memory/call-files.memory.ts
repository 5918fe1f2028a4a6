import * as T from 'fp-ts/lib/Task.js'
import type { CallFiles } from '../../../application/approvals/call-files.port.js'

export interface MemoryCallFiles extends CallFiles {
  /** `null` is a file without a text that can be read. */
  readonly controls: { readonly set: (path: string, text: string | null) => void }
}

/** In-memory implementation for tests. */
export function memoryCallFiles(): MemoryCallFiles {
  const texts = new Map<string, string | null>()
  return {
    textOf: (path) => T.of(texts.get(path) ?? null),
    controls: { set: (path, text) => void texts.set(path, text) },
  }
}
