import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { MataFeature } from '../../../../application/mata/mata-feature.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export function mataRoutes({ status, control, captureSimulator }: MataFeature): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.readSimulator, () =>
      pipe(
        TE.fromTask(status),
        TE.map((body) => ({ status: 200, body })),
      ),
    ),
    bindAnswer(api.controlSimulator, ({ body }) =>
      pipe(
        control(body['action']),
        TE.map(() => ({ status: 200, body: { ok: true } })),
      ),
    ),
    bindAnswer(api.captureSimulator, ({ params: { name }, caller }) =>
      pipe(
        captureSimulator(name, caller.client),
        TE.map((rel) => ({ status: 200, body: { rel } })),
      ),
    ),
  ]
}
