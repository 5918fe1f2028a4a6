import * as E from 'fp-ts/lib/Either.js'
import { isWithin } from '../files/project-path.js'
import { invalidProject, type InvalidProject } from './errors.js'

/** A folder that work is planned and done in. */
export interface Project {
  /**
   * Chosen once and never changed. One segment of a URL, percent-encoded: it may hold blanks, upper case and letters of
   * any script, but no `/`; never `search`, and never beginning with `session:`.
   */
  readonly id: string
  readonly displayName: string
  /** Absolute. The folder may be gone meanwhile. */
  readonly path: string
  readonly pinned: boolean
}

/** All projects in the order in which they are shown, and the folders that discovery leaves alone. */
export interface ProjectBook {
  readonly projects: ReadonlyArray<Project>
  /** Absolute paths that somebody had forgotten; only an explicit registration brings them back. */
  readonly hidden: ReadonlyArray<string>
}

export const EMPTY_PROJECT_BOOK: ProjectBook = { projects: [], hidden: [] }

/** The deepest project whose folder contains an absolute path, or is it; the first of two with one folder. */
export function projectAt(projects: ReadonlyArray<Project>, path: string): Project | null {
  return projects.reduce<Project | null>(
    (deepest, project) =>
      isWithin(project.path, path) && project.path.length > (deepest?.path.length ?? 0) ? project : deepest,
    null,
  )
}

export const DISPLAY_NAME_MAX_LENGTH = 80

/** A name as a person types it, trimmed. Braces would be read as metadata where the name is put into plan documents. */
export function parseDisplayName(raw: unknown): E.Either<InvalidProject, string> {
  const name = typeof raw === 'string' ? raw.trim() : ''
  if (name === '') return E.left(invalidProject('displayName required'))
  if (name.length > DISPLAY_NAME_MAX_LENGTH)
    return E.left(invalidProject(`displayName too long (max ${DISPLAY_NAME_MAX_LENGTH})`))
  return /[\p{Cc}\p{Cs}\u2028\u2029{}]/u.test(name)
    ? E.left(invalidProject('displayName has unsafe chars'))
    : E.right(name)
}
