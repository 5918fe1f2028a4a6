import { stat } from 'node:fs/promises'
import type * as T from 'fp-ts/lib/Task.js'

/** User that a folder belongs to; the present user where it is not there yet. */
export const ownerOf =
  (folder: string): T.Task<number> =>
  () =>
    stat(folder).then(
      ({ uid }) => uid,
      () => process.getuid?.() ?? 0,
    )
