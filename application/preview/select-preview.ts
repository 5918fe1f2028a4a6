import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { simulatorMissing, type SimulatorMissing } from '../../domain/mata/errors.js'
import {
  portNotListening,
  previewDisabled,
  viewerNotRunning,
  type InvalidPort,
  type PortNotListening,
  type PreviewDisabled,
  type ViewerNotRunning,
} from '../../domain/preview/errors.js'
import { mayBeShown, parsePreviewPort } from '../../domain/preview/preview-port.js'
import { VIEWER_PORT } from '../../domain/mata/status.js'
import type { Device, Selection } from './selections.js'
import type { PreviewSteps } from './ports.js'

/** Content to show: a port as the client sent it, the simulator's viewer, or nothing. */
export type PreviewChoice =
  { readonly _tag: 'Port'; readonly raw: unknown } | { readonly _tag: 'Simulator' } | { readonly _tag: 'Nothing' }

export type SelectPreviewError = PreviewDisabled | SimulatorMissing | ViewerNotRunning | InvalidPort | PortNotListening
/** Answers `null` when nothing is shown any more. */
export type SelectPreview = (
  choice: PreviewChoice,
  device: Device,
) => TE.TaskEither<SelectPreviewError, Selection | null>

/** Shows a device another port of this machine, if something listens there. */
export function makeSelectPreview(
  deps: Pick<PreviewSteps, 'previewHost' | 'ownPort' | 'simulator' | 'portScan' | 'selections'>,
): SelectPreview {
  const { previewHost, ownPort, simulator, portScan, selections } = deps

  const ofSimulator: TE.TaskEither<SelectPreviewError, number> = async () => {
    if (!(await simulator.isInstalled())) return TE.left(simulatorMissing)()
    return (await simulator.isOpen()) ? TE.right(VIEWER_PORT)() : TE.left(viewerNotRunning(VIEWER_PORT))()
  }
  const ofPort = (raw: unknown): TE.TaskEither<SelectPreviewError, number> =>
    pipe(
      TE.fromEither<SelectPreviewError, number>(parsePreviewPort(raw)),
      TE.flatMap((port) =>
        pipe(
          mayBeShown(port, ownPort()) ? TE.fromTask(portScan.isListening(port)) : TE.right(false),
          TE.flatMap((listens) => (listens ? TE.right(port) : TE.left(portNotListening(port)))),
        ),
      ),
    )

  return (choice, device) => {
    if (previewHost === null) return TE.left(previewDisabled)
    if (choice._tag === 'Nothing')
      return TE.fromIO(() => {
        selections.clear(device)
        return null
      })
    return pipe(
      choice._tag === 'Simulator' ? ofSimulator : ofPort(choice.raw),
      TE.map((port) => selections.select(device, port)),
    )
  }
}
