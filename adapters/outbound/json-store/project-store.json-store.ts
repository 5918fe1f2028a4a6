import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import { EMPTY_PROJECT_REGISTRY, type ProjectRegistry } from '../../../domain/projects/project.js'
import type { JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith, storedMark } from './stored-values.js'

const StoredProjects = t.intersection([
  t.strict({
    projects: t.readonlyArray(t.strict({ id: t.string, displayName: t.string, path: t.string, pinned: storedMark })),
  }),
  /** Older installations have none. */
  t.partial({ hidden: t.readonlyArray(t.string) }),
])

/** `projects.json`, as older installations wrote it as well: the version is the same. */
export const projectStoreSpec = (folder: StateFolder): JsonStoreSpec<ProjectRegistry> => ({
  ...folder,
  file: join(folder.path, 'projects.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: EMPTY_PROJECT_REGISTRY,
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(StoredProjects),
      E.map(({ projects, hidden = [] }) => ({ projects: withOwnIds(projects), hidden })),
    ),
  encode: (registry) => StoredProjects.encode(registry),
})

/** Drops entries whose id occurred before. */
function withOwnIds(projects: ProjectRegistry['projects']): ProjectRegistry['projects'] {
  const byId = new Map(projects.toReversed().map((project) => [project.id, project]))
  return projects.filter((project) => byId.get(project.id) === project)
}
