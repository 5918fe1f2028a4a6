import type * as T from 'fp-ts/lib/Task.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { SimulatorAction, SimulatorRun } from '../../domain/mata/status.js'
import type { NoFrame, SimulatorFailed } from '../../domain/mata/errors.js'
import type { SessionImage } from '../../domain/files/session-image.js'

/** The viewer of the iOS simulator on this machine: a program, and what it serves on a port of its own. */
export interface Simulator {
  /** Looked at anew each time. */
  readonly isInstalled: T.Task<boolean>
  /** State that the program prints; not running when its output cannot be parsed. Called only where it is installed. */
  readonly run: T.Task<SimulatorRun>
  /** True when a process listens on the viewer’s port. */
  readonly isOpen: T.Task<boolean>
  /** Sends an action to the running simulator. */
  readonly control: (action: SimulatorAction) => TE.TaskEither<SimulatorFailed, void>
  /** Present screen of the simulator, at most 8 MiB. */
  readonly capture: TE.TaskEither<NoFrame, SessionImage>
}
