import type * as mata from '../../../../domain/mata/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

/** Errors of the simulator. */
export type MataError = mata.InvalidSimulatorAction | mata.NoFrame | mata.SimulatorFailed | mata.SimulatorMissing

export const MATA_ROWS = {
  InvalidSimulatorAction: { status: 400, text: 'invalid action' },
  NoFrame: { status: 502, text: 'mata capture failed' },
  SimulatorFailed: { status: 502, text: 'mata control failed', more: ({ detail }) => ({ message: detail }) },
  SimulatorMissing: { status: 409, text: 'mata not installed' },
} satisfies ErrorRows<MataError>
