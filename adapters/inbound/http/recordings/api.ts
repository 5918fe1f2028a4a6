import * as t from 'io-ts'
import type { Recording } from '../../../../application/recordings/recordings-feature.js'
import { parsePartNumber } from '../../../../domain/recordings/recording.js'
import { parseSessionName } from '../../../../domain/sessions/session-name.js'
import { integer, nullable } from '../../../../infrastructure/codec/codecs.js'
import { from, isoTime, jsonOf } from '../../../../infrastructure/codec/json-of.js'
import { named } from '../../../../infrastructure/codec/schema.js'
import { bytes } from '../routing/bytes.codec.js'
import { route } from '../routing/route.js'
import { RecordedJson, Success } from '../sessions/codec.js'

const MS_PER_DAY = 86_400_000

const RecordingJson = named(
  'Recording',
  jsonOf<Recording, 'bounds'>()({
    /** The session is recorded while it runs. */
    recorded: t.boolean,
    /** `waiting`: it starts with the session; `failed`: it has ended and starts again when it is switched on again. */
    state: t.keyof({ off: null, recording: null, waiting: null, failed: null }),
    /** Reason of `failed`. */
    problem: nullable(t.string),
    /** Parts that were deleted to keep within the limits. */
    dropped: integer,
    /** Bytes that are kept of one session. */
    maxBytes: from(integer, ({ bounds }) => bounds.sessionBytes),
    /** Days for which a part is kept. */
    maxDays: from(t.number, ({ bounds }) => bounds.ageMs / MS_PER_DAY),
    /** The oldest first. Each is an asciicast of version 3 that players show by itself. */
    parts: t.readonlyArray(
      jsonOf<Recording['parts'][number], 'session'>()({
        number: integer,
        startedAt: isoTime,
        /** Time of the last write. */
        endedAt: isoTime,
        bytes: integer,
        /** It is being written. */
        isOpen: t.boolean,
      }),
    ),
  }),
)

export const readRecording = route({
  method: 'GET',
  path: '/api/sessions/:name/recording',
  params: { name: parseSessionName },
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: RecordingJson },
  errors: { InvalidSessionName: null, SessionNotFound: null },
  summary: 'State and parts of the recording of a session',
})

export const recordSession = route({
  method: 'POST',
  path: '/api/sessions/:name/recording',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  body: t.exact(t.partial({ recorded: t.boolean })),
  answers: { 200: RecordedJson },
  errors: { InvalidSessionName: null, SessionNotKnown: null, NotABoolean: null },
  summary: 'Record the terminal of a session or stop; without a value it flips',
})

export const deleteRecording = route({
  method: 'DELETE',
  path: '/api/sessions/:name/recording',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: Success },
  errors: { InvalidSessionName: null, SessionNotFound: null },
  summary: 'Delete all parts of the recording of a session; one that goes on continues with a new part',
})

export const readRecordingPart = route({
  method: 'GET',
  path: '/api/sessions/:name/recording/:part',
  params: { name: parseSessionName, part: parsePartNumber },
  tokens: ['operator'],
  rate: 'read',
  headers: { Range: 'Part of the file in bytes.', 'If-Range': 'Entity tag for which the part is wanted.' },
  answers: { 200: bytes, 206: bytes },
  errors: { InvalidSessionName: null, SessionNotFound: null, RecordingNotFound: null, RangeNotSatisfiable: null },
  summary:
    'A part of the recording of a session as an asciicast to be saved; secrets are masked by pattern only; takes a Range',
})
