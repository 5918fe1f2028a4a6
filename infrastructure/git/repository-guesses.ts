import { findRepository, type RepositoryPaths } from './find-repository.js'

/** Runs `read` in the repository that contains a folder; `null` when there is none. */
export type ReadInRepository = <A>(directory: string, read: (place: RepositoryPaths) => Promise<A>) => Promise<A | null>

/** Maximum number of cached folders. */
const MAX_KNOWN = 1_000

/**
 * Caches the repositories of folders. Reading starts at the cached location while that location is being verified; the
 * result is discarded when it has changed. `read` must therefore have no side effects.
 */
export function repositoryGuesses(find: typeof findRepository = findRepository): ReadInRepository {
  const known = new Map<string, RepositoryPaths>()

  return async (directory, read) => {
    const guess = known.get(directory)
    const guessed = guess === undefined ? null : read(guess)
    // Prevents an unhandled rejection when the result is discarded.
    guessed?.catch(() => undefined)
    const place = await find(directory)
    if (place === null) {
      known.delete(directory)
      return null
    }
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(directory, place)
    return guessed !== null && isSame(guess, place) ? guessed : read(place)
  }
}

const isSame = (one: RepositoryPaths | undefined, other: RepositoryPaths): boolean =>
  one?.root === other.root &&
  one.prefix === other.prefix &&
  one.gitFolder === other.gitFolder &&
  one.commonFolder === other.commonFolder
