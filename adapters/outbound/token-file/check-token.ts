import * as E from 'fp-ts/lib/Either.js'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Prerequisite } from '../../../application/doctor/prerequisite.port.js'
import { readToken, type TokenFile } from './operator-token.file.js'

/** Looks at the operator's token without telling it. */
export const checkToken =
  (at: TokenFile): Prerequisite =>
  async () => {
    const name = basename(at.file)
    const read = await readToken(at)()
    if (E.isLeft(read)) {
      return [{ name, state: 'fault', detail: read.left.detail, mend: 'Make a new one: penates token rotate' }]
    }
    if (read.right === null) return [{ name, state: 'ok', detail: 'made at the first start', mend: null }]
    const mode = await stat(at.file).then(
      (found) => found.mode,
      () => 0,
    )
    return [
      (mode & 0o077) === 0
        ? { name, state: 'ok', detail: 'readable by you only', mend: null }
        : { name, state: 'warning', detail: 'can be read by others', mend: `chmod 600 '${at.file}'` },
    ]
  }
