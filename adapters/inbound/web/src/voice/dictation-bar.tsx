import { voiceTexts } from './voice-texts.js'
import './voice.css'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { isFieldFocused } from '../app/platform/field-focus.js'
import { cancelDictation, dictation, finishDictation } from './dictation.js'
import { LONGEST_MS, type Recording } from './record.js'

interface Props {
  readonly take: (text: string) => void
  /** Returns the focus afterwards. */
  readonly onDone: () => void
}

/** Bar above the terminal during a dictation with level, duration and buttons. */
export function DictationBar({ take, onDone }: Props): VNode | null {
  const state = dictation.value
  const m = messages.value

  useEffect(() => cancelDictation, [])
  const cancel = (): void => {
    cancelDictation()
    onDone()
  }
  const finish = (): void =>
    void finishDictation(take).then(() => {
      if (!isFieldFocused()) onDone()
    })

  if (state === null) return null
  return (
    <div
      class="dictation-bar cluster gap-12 rigid line-below surface text-1"
      role="group"
      aria-label={voiceTexts.value.dictation}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        cancel()
      }}
    >
      {state._tag === 'Asking' && <span class="grow">{voiceTexts.value.microphoneAsks}</span>}
      {state._tag === 'Transcribing' && (
        <span class="grow" role="status">
          {voiceTexts.value.transcribing}
        </span>
      )}
      {state._tag === 'Recording' && <Meter recording={state.recording} onFull={finish} />}
      <button type="button" class="button quiet" onClick={cancel}>
        {m.cancel}
      </button>
      {state._tag === 'Recording' && (
        <button type="button" class="button small" ref={(button) => button?.focus()} onClick={finish}>
          {voiceTexts.value.dictationDone}
        </button>
      )}
    </div>
  )
}

function Meter({ recording, onFull }: { readonly recording: Recording; readonly onFull: () => void }): VNode {
  const elapsed = recording.elapsedMs.value
  useEffect(() => {
    if (elapsed >= LONGEST_MS) onFull()
  }, [elapsed >= LONGEST_MS])
  const seconds = Math.floor(elapsed / 1_000)
  return (
    <>
      <meter class="grow" min={0} max={1} value={recording.level.value} aria-label={voiceTexts.value.loudness} />
      <span class="dictation-time" role="timer">
        {`${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`}
      </span>
    </>
  )
}
