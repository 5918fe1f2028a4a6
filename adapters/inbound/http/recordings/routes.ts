import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { RecordingsFeature } from '../../../../application/recordings/recordings-feature.js'
import type { RecordingNotFound } from '../../../../domain/recordings/errors.js'
import { downloadOf } from '../files/file-content.js'
import { bind, bindAnswer, type Binding } from '../routing/bind.js'
import { mustBeBoolean } from '../routing/errors.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'

export const recordingRoutes = (use: RecordingsFeature): ReadonlyArray<Binding> => [
  bind(api.readRecording, ({ params: { name } }) => use.readRecording(name)),
  bind(
    api.recordSession,
    ({ params: { name }, body, caller }) => use.recordSession(name, body.recorded, caller),
    mustBeBoolean('recorded'),
  ),
  bind(api.deleteRecording, ({ params: { name }, caller }) => use.deleteRecording(name, caller)),
  bindAnswer(api.readRecordingPart, ({ params: { name, part }, caller, request }) =>
    pipe(
      use.openRecordingPart(name, part, caller),
      TE.flatMap((file) =>
        pipe(
          TE.fromEither(downloadOf(file, `${name}-${String(part)}.cast`, request.headers)),
          TE.map((sent) => ({ ...sent, headers: { ...sent.headers, 'Content-Type': 'application/x-asciicast' } })),
          TE.orElseFirst(() => TE.fromTask(file.close)),
        ),
      ),
    ),
  ),
]

export const RECORDING_ROWS = {
  RecordingNotFound: { status: 404, text: 'Recording not found' },
} satisfies ErrorRows<RecordingNotFound>
