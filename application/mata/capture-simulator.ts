import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { NoFrame, SimulatorMissing } from '../../domain/mata/errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { KeepImageError } from '../files/keep-image.js'
import { installedSimulator } from './watch-simulator.js'
import type { MataSteps } from './ports.js'

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
