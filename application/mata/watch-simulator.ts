import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { parseSimulatorAction, type SimulatorRun } from '../../domain/mata/status.js'
import {
  type InvalidSimulatorAction,
  type SimulatorFailed,
  type SimulatorMissing,
  simulatorMissing,
} from '../../domain/mata/errors.js'
import type { Simulator } from './simulator.port.js'
import type { MataPorts } from './ports.js'

/** Milliseconds that an answer is good for: clients look every few seconds, and each look starts a program. */
const FRESH_MS = 5_000

export type SimulatorStatus =
  | { readonly installed: false; readonly running: false; readonly portOpen: false }
  | (SimulatorRun & { readonly installed: true; readonly portOpen: boolean })

export type ControlSimulatorError = InvalidSimulatorAction | SimulatorMissing | SimulatorFailed

export interface WatchSimulator {
  /** True where the program of the viewer is installed, looked at anew each time. */
  readonly isInstalled: T.Task<boolean>
  /** Status of at most 5 s ago. Concurrent callers share one query. */
  readonly status: T.Task<SimulatorStatus>
  /** Runs an action. Drops the cached status, also after a failure. */
  readonly control: (action: unknown) => TE.TaskEither<ControlSimulatorError, void>
}

const ABSENT: SimulatorStatus = { installed: false, running: false, portOpen: false }

/** Reads the status of the simulator’s viewer, and starts and stops it. */
export function makeWatchSimulator({ simulator, clock }: Pick<MataPorts, 'simulator' | 'clock'>): WatchSimulator {
  let last: { readonly at: number; readonly status: Promise<SimulatorStatus> } | null = null

  const look = async (): Promise<SimulatorStatus> => {
    if (!(await simulator.isInstalled())) return ABSENT
    const [run, portOpen] = await Promise.all([simulator.run(), simulator.isOpen()])
    return { installed: true, ...run, portOpen }
  }
  return {
    isInstalled: simulator.isInstalled,
    status: () => {
      if (last === null || clock.now() - last.at >= FRESH_MS) last = { at: clock.now(), status: look() }
      return last.status
    },
    control: (raw) =>
      pipe(
        TE.fromEither(parseSimulatorAction(raw)),
        TE.tap((): TE.TaskEither<ControlSimulatorError, void> => installedSimulator(simulator)),
        TE.flatMap((action): TE.TaskEither<ControlSimulatorError, void> => async () => {
          try {
            return await simulator.control(action)()
          } finally {
            last = null
          }
        }),
      ),
  }
}

/** Goes on where the viewer is installed, looked at anew each time. */
export const installedSimulator =
  ({ isInstalled }: Simulator): TE.TaskEither<SimulatorMissing, void> =>
  async () =>
    (await isInstalled()) ? E.right(undefined) : E.left(simulatorMissing)
