import type { FilesFeature } from '../../../../application/files/files-feature.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './browse.api.js'

export const browseRoutes = (use: Pick<FilesFeature, 'browseFolders' | 'makeFolder'>): ReadonlyArray<Binding> => [
  bind(api.browseFolders, ({ query }) => use.browseFolders(query.path, query.hidden)),
  bind(api.makeFolder, ({ body, caller }) => use.makeFolder(body.path, caller.client)),
]
