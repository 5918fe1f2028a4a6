import * as TE from 'fp-ts/lib/TaskEither.js'
import type { UpdatesFeature } from '../../../../application/updates/updates-feature.js'
import type { NotExecutable, UpdateGuarded } from '../../../../domain/updates/errors.js'
import { bind, type Binding } from '../routing/bind.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'

export const updateRoutes = ({ versions, listUpdates, startUpdate }: UpdatesFeature): ReadonlyArray<Binding> => [
  bind(api.readVersion, () => TE.right(versions.read())),
  bind(api.checkVersion, () => TE.fromTask(versions.check)),
  bind(api.listUpdates, ({ query: { refresh } }) => TE.fromTask(listUpdates(refresh))),
  bind(api.startUpdate, ({ params: { id }, caller }) => startUpdate(id, caller)),
]

export const UPDATE_ROWS = {
  NotExecutable: { status: 400, text: 'not-executable', more: ({ id }) => ({ id }) },
  UpdateGuarded: { status: 409, text: 'guard', more: ({ reason }) => ({ reason }) },
} satisfies ErrorRows<NotExecutable | UpdateGuarded>
