import { fuzzyFilter } from '../state/fuzzy.js'
import { moved } from './plan.js'

interface Listed {
  readonly id: string
  readonly pinned: boolean
}

/** Pinned ones first; within both parts the order of the hub. */
export const pinnedProjectsFirst = <A extends Listed>(projects: ReadonlyArray<A>): ReadonlyArray<A> => [
  ...projects.filter(({ pinned }) => pinned),
  ...projects.filter(({ pinned }) => !pinned),
]

/** Those whose name or folder answers the filter. */
export const filteredProjects = <A extends { readonly displayName: string; readonly path: string }>(
  projects: ReadonlyArray<A>,
  filter: string,
): ReadonlyArray<A> => fuzzyFilter(filter, projects, ({ displayName, path }) => `${displayName} ${path}`)

/** A project put before another one, or at the end for `null`. */
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
 * Which project the moved one comes to stand before, one step up or down among its kind; `undefined` when it is at the
 * edge already.
 */
export function neighbourStep(projects: ReadonlyArray<Listed>, id: string, step: 1 | -1): string | null | undefined {
  const pinned = projects.find((project) => project.id === id)?.pinned
  const kind = projects.filter((project) => project.pinned === pinned)
  const at = kind.findIndex((project) => project.id === id)
  if (step === -1) return kind[at - 1]?.id
  return at + 1 < kind.length ? (kind[at + 2]?.id ?? null) : undefined
}
