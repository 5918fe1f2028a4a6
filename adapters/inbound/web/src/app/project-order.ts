import { fuzzyFilter } from './fuzzy.js'

interface Listed {
  readonly id: string
  readonly pinned: boolean
}

/** Pinned projects first. Within both groups the order is the hub's. */
export const pinnedProjectsFirst = <A extends Listed>(projects: ReadonlyArray<A>): ReadonlyArray<A> => [
  ...projects.filter(({ pinned }) => pinned),
  ...projects.filter(({ pinned }) => !pinned),
]

/** Projects whose name or path matches the filter. */
export const filteredProjects = <A extends { readonly displayName: string; readonly path: string }>(
  projects: ReadonlyArray<A>,
  filter: string,
): ReadonlyArray<A> => fuzzyFilter(filter, projects, ({ displayName, path }) => `${displayName} ${path}`)

/** Moves a project before another one, or to the end for `null`. */
export function putBefore<A extends Listed>(
  projects: ReadonlyArray<A>,
  id: string,
  before: string | null,
): ReadonlyArray<A> {
  const from = projects.findIndex((project) => project.id === id)
  const rest = projects.filter((project) => project.id !== id)
  const to = before === null ? rest.length : rest.findIndex((project) => project.id === before)
  return from < 0 || to < 0 ? projects : moved(projects, from, to)
}

/**
 * Project before which to insert for a step up or down within the pinned or unpinned group. `null`: the end of the
 * list. `undefined`: the project is already at the edge.
 */
export function neighbourStep(projects: ReadonlyArray<Listed>, id: string, step: 1 | -1): string | null | undefined {
  const pinned = projects.find((project) => project.id === id)?.pinned
  const kind = projects.filter((project) => project.pinned === pinned)
  const at = kind.findIndex((project) => project.id === id)
  if (step === -1) return kind[at - 1]?.id
  return at + 1 < kind.length ? (kind[at + 2]?.id ?? null) : undefined
}

/** Copy of a list with one item moved to another index. `to` is clamped to the list. */
export function moved<A>(list: ReadonlyArray<A>, from: number, to: number): ReadonlyArray<A> {
  const rest = list.filter((_, at) => at !== from)
  const item = list[from]
  return item === undefined ? list : [...rest.slice(0, Math.max(to, 0)), item, ...rest.slice(Math.max(to, 0))]
}
