import * as E from 'fp-ts/lib/Either.js'
import { findAccount } from '../../infrastructure/config/find-account.js'
import type { Account } from '../../infrastructure/process/as-account.js'

/** Folder in which every account may make its own; the temporary one of a machine can be closed to others. */
export const OPEN_TO_ALL = '/var/tmp'

/** An account that every Linux has and that owns nothing; needs a test that runs as root. */
export async function accountOfTests(): Promise<Account> {
  const found = await findAccount('nobody', {
    platform: process.platform,
    uid: process.getuid?.(),
    searchPath: process.env['PATH'] ?? '',
  })
  if (E.isLeft(found)) throw new Error(found.left)
  return found.right
}
