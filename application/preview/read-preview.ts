import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { shownPorts, type ListeningPort } from '../../domain/preview/preview-port.js'
import type { Device, Selection } from './selections.js'
import type { PreviewSteps } from './ports.js'

/** Preview of a device. */
export interface PreviewState {
  readonly selection: Selection | null
  /** True when the selected port accepts connections now. */
  readonly isListening: boolean
}

export interface ReadPreview {
  readonly state: (device: Device) => T.Task<PreviewState>
  /** Ports that can be shown; empty where the system cannot list them. */
  readonly ports: T.Task<ReadonlyArray<ListeningPort>>
}

/** Reads the selected port and the ports that can be shown. */
export function makeReadPreview(deps: Pick<PreviewSteps, 'ownPort' | 'portScan' | 'selections'>): ReadPreview {
  const { ownPort, portScan, selections } = deps
  return {
    state: (device) => {
      const selection = selections.of(device)
      if (selection === null) return T.of({ selection, isListening: false })
      return pipe(
        portScan.isListening(selection.port),
        T.map((isListening) => ({ selection, isListening })),
      )
    },
    ports: pipe(
      portScan.list,
      TE.match(
        () => [],
        (found) => shownPorts(found, ownPort()),
      ),
    ),
  }
}
