import * as E from 'fp-ts/lib/Either.js'
import {
  invalidProject,
  projectNotFound,
  projectPathTaken,
  type InvalidProject,
  type ProjectNotFound,
  type ProjectPathTaken,
} from './errors.js'
import { discoveredId, registeredId, type ProjectId } from './project-id.js'
import { DISPLAY_NAME_MAX_LENGTH, parseDisplayName, type Project, type ProjectRegistry } from './project.js'
import type { Directory } from '../shared/brand.js'

/** Folder below a project root. */
export interface FoundFolder {
  /** Name of the folder. */
  readonly name: string
  /** Folder; absolute. */
  readonly path: Directory
}

const idsOf = ({ projects }: ProjectRegistry): ReadonlySet<string> => new Set(projects.map(({ id }) => id))

/** Adds folders that are neither registered nor hidden. `known` contains the real paths of both. */
export function discoverFolders(
  registry: ProjectRegistry,
  found: ReadonlyArray<FoundFolder>,
  known: ReadonlySet<string> = new Set(),
): ProjectRegistry {
  const seen = new Set([...known, ...registry.hidden, ...registry.projects.map(({ path }) => path)])
  const ids = new Set(idsOf(registry))
  const projects: Project[] = []
  for (const { name, path } of found) {
    if (seen.has(path)) continue
    const id = discoveredId(name, ids)
    seen.add(path)
    ids.add(id)
    projects.push({ id, displayName: shownName(name), path, pinned: false })
  }
  return projects.length === 0 ? registry : { ...registry, projects: [...registry.projects, ...projects] }
}

/** Display name of a folder, whose name may contain invalid characters. */
function shownName(folderName: string): string {
  const safe = folderName.replace(/[\p{Cc}\p{Cs}\u2028\u2029{}]/gu, ' ').trim()
  return safe.slice(0, DISPLAY_NAME_MAX_LENGTH).trim() || 'project'
}

/** Registers a folder, also a hidden one. `others` maps the paths in the registry to their real paths. */
export function registerFolder(
  registry: ProjectRegistry,
  { folder, displayName }: { readonly folder: FoundFolder; readonly displayName: string },
  others: ReadonlyMap<string, string>,
): E.Either<ProjectPathTaken, ProjectRegistry> {
  const holder = registry.projects.find(({ path }) => path === folder.path || others.get(path) === folder.path)
  if (holder !== undefined) return E.left(projectPathTaken(holder.id))
  const project = { id: registeredId(folder.name, idsOf(registry)), displayName, path: folder.path, pinned: false }
  return E.right({
    projects: [...registry.projects, project],
    hidden: registry.hidden.filter((path) => path !== folder.path && others.get(path) !== folder.path),
  })
}

/** Removes a project and hides its folder from discovery. */
export function forgetEntry(registry: ProjectRegistry, id: ProjectId): E.Either<ProjectNotFound, ProjectRegistry> {
  const gone = registry.projects.find((project) => project.id === id)
  if (gone === undefined) return E.left(projectNotFound(id))
  return E.right({
    projects: registry.projects.filter((project) => project !== gone),
    hidden: [...new Set([...registry.hidden, gone.path])],
  })
}

/** Changes to a project; absent keys leave the value as it is. */
export interface ProjectChange {
  readonly pinned?: boolean
  readonly displayName?: string
  /** Id of the project to move in front of; `null` moves to the end. */
  readonly before?: ProjectId | null
}

/** Changes a project. Returns the same registry when nothing changes. */
export function changeEntry(
  registry: ProjectRegistry,
  id: ProjectId,
  { before, ...fields }: ProjectChange,
): E.Either<ProjectNotFound | InvalidProject, ProjectRegistry> {
  const former = registry.projects.find((project) => project.id === id)
  if (former === undefined) return E.left(projectNotFound(id))
  const project = { ...former, ...fields }
  const isSame = project.pinned === former.pinned && project.displayName === former.displayName
  const projects = isSame ? registry.projects : registry.projects.map((one) => (one === former ? project : one))
  if (before === undefined || before === id) return E.right(isSame ? registry : { ...registry, projects })
  const others = projects.filter((one) => one.id !== id)
  const at = before === null ? others.length : others.findIndex((one) => one.id === before)
  if (at === -1) return E.left(invalidProject('before is no project'))
  const moved = others.toSpliced(at, 0, isSame ? former : project)
  return E.right(
    moved.every((one, index) => one === registry.projects[index]) ? registry : { ...registry, projects: moved },
  )
}

/** Error of a change request: the part with the wrong type. */
export type InvalidProjectChange = InvalidProject | { readonly _tag: 'PinnedNotBoolean' }

/** Reads a change request. An empty request is reported as missing `pinned`, the oldest of the keys. */
export function parseProjectChange(
  raw: Readonly<Record<string, unknown>>,
): E.Either<InvalidProjectChange, ProjectChange> {
  const { pinned, displayName, before } = raw
  if (pinned === undefined && displayName === undefined && before === undefined)
    return E.left({ _tag: 'PinnedNotBoolean' })
  if (pinned !== undefined && typeof pinned !== 'boolean') return E.left({ _tag: 'PinnedNotBoolean' })
  if (before !== undefined && before !== null && typeof before !== 'string')
    return E.left(invalidProject('before must be an id or null'))
  const name = displayName === undefined ? E.right(undefined) : parseDisplayName(displayName)
  return E.map((text: string | undefined) => ({
    ...(pinned === undefined ? {} : { pinned }),
    ...(text === undefined ? {} : { displayName: text }),
    ...(before === undefined ? {} : { before }),
  }))(name)
}
