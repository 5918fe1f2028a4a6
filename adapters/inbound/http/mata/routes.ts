import * as TE from 'fp-ts/lib/TaskEither.js'
import type { MataFeature } from '../../../../application/mata/mata-feature.js'
import type * as mata from '../../../../domain/mata/errors.js'
import { bind, type Binding } from '../routing/bind.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'

export const mataRoutes = ({ status, control, captureSimulator }: MataFeature): ReadonlyArray<Binding> => [
  bind(api.readSimulator, () => TE.fromTask(status)),
  bind(api.controlSimulator, ({ body }) => control(body['action'])),
  bind(api.captureSimulator, ({ params: { name }, caller }) => captureSimulator(name, caller.client)),
]

export const MATA_ROWS = {
  InvalidSimulatorAction: { status: 400, text: 'invalid action' },
  NoFrame: { status: 502, text: 'mata capture failed' },
  SimulatorFailed: { status: 502, text: 'mata control failed', more: ({ detail }) => ({ message: detail }) },
  SimulatorMissing: { status: 409, text: 'mata not installed' },
} satisfies ErrorRows<mata.InvalidSimulatorAction | mata.NoFrame | mata.SimulatorFailed | mata.SimulatorMissing>
