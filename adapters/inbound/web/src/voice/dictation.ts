import { signal } from '@preact/signals'
import { messages } from '../i18n/messages.js'
import { failed } from '../state/failed.js'
import { toHub } from '../state/the-hub.js'
import { toast } from '../state/toasts.js'
import { record, type Recording } from './record.js'

const { later, ask } = toHub

/** Where a dictation is. */
export type DictationState =
  | { readonly _tag: 'Asking' }
  | { readonly _tag: 'Recording'; readonly recording: Recording }
  | { readonly _tag: 'Transcribing' }

/** The one dictation of this page; `null` when there is none. */
export const dictation = signal<DictationState | null>(null)

/** Opens the microphone. Does nothing while there is a dictation. */
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
    toast({ kind: 'failed', text: isDenied ? messages.value.microphoneDenied : messages.value.microphoneMissing })
  }
}

export function cancelDictation(): void {
  const state = dictation.value
  dictation.value = null
  if (state?._tag === 'Recording') state.recording.cancel()
}

/** Closes the microphone and hands the text over, when there is any and the dictation was not given up meanwhile. */
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
    if (!answer.ok) failed(messages.value.toTranscribe, answer.failure)
    else if (answer.value === '') toast({ text: messages.value.nothingHeard })
    else take(answer.value)
  } catch {
    toast({ kind: 'failed', text: messages.value.microphoneMissing })
  } finally {
    if (dictation.value === transcribing) dictation.value = null
  }
}

/** Browsers open a microphone to pages of this machine and over TLS only. */
export const canRecord = (): boolean => 'mediaDevices' in navigator && typeof MediaRecorder === 'function'
