import * as E from 'fp-ts/lib/Either.js'
import { invalidSimulatorAction, type InvalidSimulatorAction } from './errors.js'

/** Action of the viewer that a client can request. */
export type SimulatorAction = 'start' | 'stop' | 'restart'

const ACTIONS: ReadonlyArray<unknown> = ['start', 'stop', 'restart'] satisfies ReadonlyArray<SimulatorAction>

export const parseSimulatorAction = (raw: unknown): E.Either<InvalidSimulatorAction, SimulatorAction> =>
  ACTIONS.includes(raw) ? E.right(raw as SimulatorAction) : E.left(invalidSimulatorAction)
