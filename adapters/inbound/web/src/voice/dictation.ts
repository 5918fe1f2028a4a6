import { voiceTexts } from './voice-texts.js'
import { signal } from '@preact/signals'
import { failed } from '../app/failed.js'
import { ask, later } from '../app/the-hub.js'
import { toast } from '../app/toasts.js'
import { record, type Recording } from './record.js'

/** State of a dictation. */
export type DictationState =
  | { readonly _tag: 'Asking' }
  | { readonly _tag: 'Recording'; readonly recording: Recording }
  | { readonly _tag: 'Transcribing' }

/** Current dictation of this page; `null` without one. */
export const dictation = signal<DictationState | null>(null)

/** Opens the microphone. Does nothing during a dictation. */
export async function startDictation(): Promise<void> {
  if (dictation.value !== null) return
  const asking = { _tag: 'Asking' } as const
  dictation.value = asking
  try {
    const recording = await record()
    if (dictation.value === asking) dictation.value = { _tag: 'Recording', recording }
    else recording.cancel()
  } catch (thrown) {
    dictation.value = null
    const isDenied = thrown instanceof DOMException && thrown.name === 'NotAllowedError'
    toast({ kind: 'failed', text: isDenied ? voiceTexts.value.microphoneDenied : voiceTexts.value.microphoneMissing })
  }
}

export function cancelDictation(): void {
  const state = dictation.value
  dictation.value = null
  if (state?._tag === 'Recording') state.recording.cancel()
}

/** Closes the microphone and passes the text to `take`, unless it is empty or the dictation was cancelled. */
export async function finishDictation(take: (text: string) => void): Promise<void> {
  const state = dictation.value
  if (state?._tag !== 'Recording') return
  const transcribing = { _tag: 'Transcribing' } as const
  dictation.value = transcribing
  try {
    const answer = await ask(
      later.transcribeSpeech({ body: await state.recording.finish(), query: {} }),
      ({ body }) => body.text,
    )
    if (dictation.value !== transcribing) return
    if (!answer.ok) failed(voiceTexts.value.toTranscribe, answer.failure)
    else if (answer.value === '') toast({ text: voiceTexts.value.nothingHeard })
    else take(answer.value)
  } catch {
    toast({ kind: 'failed', text: voiceTexts.value.microphoneMissing })
  } finally {
    if (dictation.value === transcribing) dictation.value = null
  }
}

/** Browsers allow the microphone only on localhost and over TLS. */
export const canRecord = (): boolean => 'mediaDevices' in navigator && typeof MediaRecorder === 'function'
