import { lstat } from 'node:fs/promises'
import type { SessionScope } from '../../../application/files/session-scope.port.js'
import { findRepository } from '../../../infrastructure/git/find-repository.js'

export interface FsSessionScopeOptions {
  readonly home: string
  /** Absolute. */
  readonly temporary: string
  /** User that the temporary folder has to belong to. */
  readonly uid: number
}

/** Folders that sessions on this machine may use. */
export const fsSessionScope = ({ home, temporary, uid }: FsSessionScopeOptions): SessionScope => ({
  home,
  temporary: async () => {
    const stats = await lstat(temporary).catch(() => null)
    // Any user can create a folder or a link in the system's temporary folder.
    const isOwn = stats !== null && stats.isDirectory() && stats.uid === uid
    return isOwn ? temporary : null
  },
  workTreeOf: (folder) => async () => (await findRepository(folder))?.root ?? null,
})
