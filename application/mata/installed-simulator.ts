import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { simulatorMissing, type SimulatorMissing } from '../../domain/mata/errors.js'
import type { Simulator } from './simulator.port.js'

/** Goes on where the viewer is installed, looked at anew each time. */
export const installedSimulator =
  ({ isInstalled }: Simulator): TE.TaskEither<SimulatorMissing, void> =>
  async () =>
    (await isInstalled()) ? E.right(undefined) : E.left(simulatorMissing)
