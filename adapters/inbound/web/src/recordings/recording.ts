import { contentOf, fileTimeout, type FileContent } from '../app/hub/file-content.js'
import type { Answer, BodyOf } from '../app/hub/hub.js'
import { ask, client } from '../app/the-hub.js'

export type Recording = BodyOf<'readRecording'>
export type RecordingPart = Recording['parts'][number]

/** Part that shows a moment; `null` for none. One that is being written reaches until now. */
export const partAt = (parts: ReadonlyArray<RecordingPart>, at: number): RecordingPart | null =>
  parts.findLast(
    ({ startedAt, endedAt, isOpen }) => Date.parse(startedAt) <= at && (isOpen || at <= Date.parse(endedAt)),
  ) ?? null

/** Recording of a session, as it is now. */
export const readRecording = (session: string): Promise<Answer<Recording>> =>
  ask(client.readRecording({ params: { name: session } }))

/** Bytes of a part. */
export const readPart = (session: string, number: number): Promise<Answer<FileContent>> =>
  ask(client.readRecordingPart({ params: { name: session, part: String(number) }, signal: fileTimeout() }), contentOf)
