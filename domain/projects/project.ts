import * as E from 'fp-ts/lib/Either.js'
import { isWithin } from '../files/project-path.js'
import { invalidProject, type InvalidProject } from './errors.js'
import type { ProjectId } from './project-id.js'
import type { Directory } from '../shared/brand.js'

/** Folder in which work is planned and done. */
export interface Project {
  readonly id: ProjectId
  /** Name for people. */
  readonly displayName: string
  /** The folder may no longer exist. */
  readonly path: Directory
  /** True when the project is listed first. */
  readonly pinned: boolean
}

/** All projects in display order, and the folders that discovery skips. */
export interface ProjectRegistry {
  readonly projects: ReadonlyArray<Project>
  /** Absolute paths of projects that were removed; only an explicit registration adds them again. */
  readonly hidden: ReadonlyArray<string>
}

export const EMPTY_PROJECT_REGISTRY: ProjectRegistry = { projects: [], hidden: [] }

/** Project with the deepest folder that is the path or contains it; the first one when two have the same folder. */
export function projectAt(projects: ReadonlyArray<Project>, path: string): Project | null {
  return projects.reduce<Project | null>(
    (deepest, project) =>
      isWithin(project.path, path) && project.path.length > (deepest?.path.length ?? 0) ? project : deepest,
    null,
  )
}

export const DISPLAY_NAME_MAX_LENGTH = 80

/** Reads a display name and trims it. Refuses braces, which would be read as metadata in plan documents. */
export function parseDisplayName(raw: unknown): E.Either<InvalidProject, string> {
  const name = typeof raw === 'string' ? raw.trim() : ''
  if (name === '') return E.left(invalidProject('displayName required'))
  if (name.length > DISPLAY_NAME_MAX_LENGTH)
    return E.left(invalidProject(`displayName too long (max ${DISPLAY_NAME_MAX_LENGTH})`))
  return /[\p{Cc}\p{Cs}\u2028\u2029{}]/u.test(name)
    ? E.left(invalidProject('displayName has unsafe chars'))
    : E.right(name)
}
