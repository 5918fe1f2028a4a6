import { signal, type ReadonlySignal } from '@preact/signals'
import type { FileContent } from '../hub/asking.js'
import type { Answer, BodyOf, HubFailure } from '../hub/hub.js'
import { toHub } from '../state/the-hub.js'

export type Recording = BodyOf<'readRecording'>
export type RecordingPart = Recording['parts'][number]

/** Part that shows a moment; `null` for none. One that is being written reaches until now. */
export const partAt = (parts: ReadonlyArray<RecordingPart>, at: number): RecordingPart | null =>
  parts.findLast(
    ({ startedAt, endedAt, isOpen }) => Date.parse(startedAt) <= at && (isOpen || at <= Date.parse(endedAt)),
  ) ?? null

/** Recording of a session, as it was read last. */
export interface OpenRecording {
  /** `null` before the first answer. */
  readonly read: ReadonlySignal<Recording | null>
  readonly failure: ReadonlySignal<HubFailure | null>
  readonly again: () => Promise<void>
}

export function openRecording(session: () => string): OpenRecording {
  const read = signal<Recording | null>(null)
  const failure = signal<HubFailure | null>(null)
  return {
    read,
    failure,
    again: async () => {
      const answer = await toHub.ask(toHub.client.readRecording({ params: { name: session() } }), ({ body }) => body)
      failure.value = answer.ok ? null : answer.failure
      if (answer.ok) read.value = answer.value
    },
  }
}

/** Bytes of a part. */
export const readPart = (session: string, number: number): Promise<Answer<FileContent>> =>
  toHub.file(`/api/sessions/${encodeURIComponent(session)}/recording/${String(number)}`)
