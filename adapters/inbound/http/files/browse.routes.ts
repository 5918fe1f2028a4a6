import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { FilesFeature } from '../../../../application/files/files-feature.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './browse.api.js'

export function browseRoutes(use: Pick<FilesFeature, 'browseFolders' | 'makeFolder'>): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.browseFolders, ({ query }) =>
      pipe(
        use.browseFolders(query.path, query.hidden),
        TE.map(({ path, home, names, isCut }) => {
          const below = path === '/' ? '/' : `${path}/`
          const entries = names.map((name) => ({ name, path: below + name }))
          return { status: 200, body: { path, home, entries, ...(isCut ? { more: true as const } : {}) } }
        }),
      ),
    ),
    bindAnswer(api.makeFolder, ({ body, caller }) =>
      pipe(
        use.makeFolder(body.path, caller.client),
        TE.map((path) => ({ status: 201, body: { path } })),
      ),
    ),
  ]
}
