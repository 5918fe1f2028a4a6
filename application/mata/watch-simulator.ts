import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  simulatorMissing,
  type NoFrame,
  type SimulatorMissing,
  type InvalidSimulatorAction,
  type SimulatorFailed,
} from '../../domain/mata/errors.js'
import { parseSimulatorAction, type SimulatorRun } from '../../domain/mata/status.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { KeepImageError } from '../files/keep-image.js'
import type { MataSteps, MataPorts } from './ports.js'
import type { Simulator } from './simulator.port.js'

export type CaptureSimulatorError = KeepImageError | SimulatorMissing | NoFrame
/** Answers with the path below the session's folder. `origin` is the own id of the client that asked for it. */
export type CaptureSimulator = (
  name: SessionName,
  origin: string | null,
) => TE.TaskEither<CaptureSimulatorError, string>

/** Puts what the simulator shows now where a session can read it. */
export function makeCaptureSimulator(
  deps: Pick<MataSteps, 'locateSession' | 'simulator' | 'keepImage'>,
): CaptureSimulator {
  const { locateSession, simulator, keepImage } = deps
  return (name, origin) =>
    pipe(
      locateSession(name),
      TE.tap(() => installedSimulator(simulator)),
      TE.flatMap((): TE.TaskEither<CaptureSimulatorError, string> =>
        pipe(
          simulator.capture,
          TE.flatMap((frame): TE.TaskEither<CaptureSimulatorError, string> => keepImage(name, frame, origin)),
        ),
      ),
    )
}

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
const installedSimulator =
  ({ isInstalled }: Simulator): TE.TaskEither<SimulatorMissing, void> =>
  async () =>
    (await isInstalled()) ? E.right(undefined) : E.left(simulatorMissing)
