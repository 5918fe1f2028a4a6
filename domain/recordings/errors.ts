import type { Tagged } from '../shared/tagged.js'

/** The session has no such part of a recording: it was deleted, or is older than recordings are kept. */
export type RecordingNotFound = Tagged<'RecordingNotFound'>
export const recordingNotFound: RecordingNotFound = { _tag: 'RecordingNotFound' }
