import * as TE from 'fp-ts/lib/TaskEither.js'
import type { UpdatesFeature } from '../../../../application/updates/updates-feature.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export const updateRoutes = ({ versions, listUpdates, startUpdate }: UpdatesFeature): ReadonlyArray<Binding> => [
  bind(api.readVersion, () => TE.right(versions.read())),
  bind(api.checkVersion, () => TE.fromTask(versions.check)),
  bind(api.listUpdates, ({ query: { refresh } }) => TE.fromTask(listUpdates(refresh))),
  bind(api.startUpdate, ({ params: { id }, caller }) => startUpdate(id, caller)),
]
