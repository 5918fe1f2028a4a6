import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { CaptureSimulator } from '../../../../application/mata/capture-simulator.js'
import type { WatchSimulator } from '../../../../application/mata/watch-simulator.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

/** What the routes of the simulator drive. */
export interface MataUseCases {
  readonly watchSimulator: WatchSimulator
  readonly captureSimulator: CaptureSimulator
}

export function mataRoutes({ watchSimulator, captureSimulator }: MataUseCases): ReadonlyArray<Binding> {
  return [
    bind(api.readSimulator, () =>
      pipe(
        TE.fromTask(watchSimulator.status),
        TE.map((status) => ({ status: 200, body: status })),
      ),
    ),
    bind(api.controlSimulator, ({ body }) =>
      pipe(
        watchSimulator.control(body['action']),
        TE.map(() => ({ status: 200, body: { ok: true } })),
      ),
    ),
    bind(api.captureSimulator, ({ params: { name }, caller }) =>
      pipe(
        captureSimulator(name, caller.client),
        TE.map((rel) => ({ status: 200, body: { rel } })),
      ),
    ),
  ]
}
