import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Simulator } from '../../../application/mata/simulator.port.js'
import type { SessionImage } from '../../../domain/files/session-image.js'
import { noFrame, simulatorFailed } from '../../../domain/mata/errors.js'
import { NOT_RUNNING } from '../../../domain/mata/status.js'

/** A viewer in memory; not installed at first. */
export interface MemorySimulator extends Simulator {
  readonly install: () => void
  /** Sets the frame that is shown while the simulator runs; `null`: no frame. */
  readonly shows: (frame: SessionImage | null) => void
  /** Makes every later action fail. */
  readonly breakDown: () => void
  /** Number of status reads. */
  readonly looks: () => number
}

export function memorySimulator(): MemorySimulator {
  let [isInstalled, isRunning, isBroken, looks] = [false, false, false, 0]
  let shown: SessionImage | null = null
  return {
    isInstalled: () => Promise.resolve(isInstalled),
    run: () => {
      looks += 1
      return Promise.resolve(
        isRunning ? { running: true, pid: 4711, version: '1.1.10', startedAt: '2026-03-01T08:15:30Z' } : NOT_RUNNING,
      )
    },
    isOpen: () => Promise.resolve(isRunning),
    control: (action) =>
      TE.fromIOEither(() => {
        if (isBroken) return E.left(simulatorFailed('exit code 1'))
        isRunning = action !== 'stop'
        return E.right(undefined)
      }),
    capture: TE.fromIOEither(() => (isRunning && shown !== null ? E.right(shown) : E.left(noFrame))),
    install: () => {
      isInstalled = true
    },
    shows: (frame) => {
      shown = frame
    },
    breakDown: () => {
      isBroken = true
    },
    looks: () => looks,
  }
}
