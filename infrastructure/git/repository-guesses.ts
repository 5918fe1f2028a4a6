import { findRepository, type RepositoryPlace } from './find-repository.js'

/** Reads in the repository that a folder lies in; `null` where it lies in none. */
export type ReadInRepository = <A>(directory: string, read: (place: RepositoryPlace) => Promise<A>) => Promise<A | null>

/** Folders that somebody looked at lately. */
const MAX_KNOWN = 1_000

/**
 * Remembers where the repositories of folders were, and lets reading begin there while it looks whether they still are:
 * what was read at a place that is none any more is thrown away. `read` must therefore only read.
 */
export function repositoryGuesses(find: typeof findRepository = findRepository): ReadInRepository {
  const known = new Map<string, RepositoryPlace>()

  return async (directory, read) => {
    const guess = known.get(directory)
    const guessed = guess === undefined ? null : read(guess)
    // Nobody may be there any more to whom it could be told.
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

const isSame = (one: RepositoryPlace | undefined, other: RepositoryPlace): boolean =>
  one?.root === other.root &&
  one.prefix === other.prefix &&
  one.gitFolder === other.gitFolder &&
  one.commonFolder === other.commonFolder
