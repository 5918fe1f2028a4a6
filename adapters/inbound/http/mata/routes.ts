import * as TE from 'fp-ts/lib/TaskEither.js'
import type { MataFeature } from '../../../../application/mata/mata-feature.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export const mataRoutes = ({ status, control, captureSimulator }: MataFeature): ReadonlyArray<Binding> => [
  bind(api.readSimulator, () => TE.fromTask(status)),
  bind(api.controlSimulator, ({ body }) => control(body['action'])),
  bind(api.captureSimulator, ({ params: { name }, caller }) => captureSimulator(name, caller.client)),
]
