import type { SessionScope } from '../../../application/files/session-scope.port.js'
import { isWithin } from '../../../domain/files/project-path.js'

/** Work trees that a test names. */
export interface MemorySessionScope extends SessionScope {
  /** Makes a folder the top of a worktree. */
  readonly addWorkTree: (top: string) => void
  /** Creates the temporary folder. */
  readonly addTemporary: () => void
}

export function memorySessionScope(home: string, temporary: string): MemorySessionScope {
  const tops: string[] = []
  let isThere = false
  return {
    home,
    temporary: () => Promise.resolve(isThere ? temporary : null),
    workTreeOf: (folder) => () =>
      Promise.resolve(
        tops
          .filter((top) => isWithin(top, folder))
          .sort((one, other) => other.length - one.length)
          .at(0) ?? null,
      ),
    addWorkTree: (top) => void tops.push(top),
    addTemporary: () => {
      isThere = true
    },
  }
}
