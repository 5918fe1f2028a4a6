import type { RecordingNotFound } from '../../../../domain/recordings/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

export type RecordingError = RecordingNotFound

export const RECORDING_ROWS = {
  RecordingNotFound: { status: 404, text: 'Recording not found' },
} satisfies ErrorRows<RecordingError>
