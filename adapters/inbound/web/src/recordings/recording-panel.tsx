import './recordings.css'
import { ChevronLeft, ChevronRight, Trash2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { SessionPanel } from '../ui/session-panel.js'
import { messages } from '../app/texts/messages.js'
import { failed } from '../app/failed.js'
import { ask, client } from '../app/the-hub.js'
import { useReading } from '../app/use-reading.js'
import { useSteadily } from '../app/use-steadily.js'
import { FailureNote } from '../ui/failure-note.js'
import { IconButton } from '../ui/icon-button.js'
import { Switch } from '../ui/switch.js'
import { TwoStepButton } from '../ui/two-step-button.js'
import { PartPlayer } from './part-player.js'
import { partAt, readRecording, type Recording, type RecordingPart } from './recording.js'

/** Interval of reads while the panel is visible; the hub sends no event for a part. */
const READ_EVERY_MS = 10_000
const BYTES_PER_MB = 1_000_000

interface Props {
  readonly session: string
  /** Time of the screen that is shown; `null` for the newest part. */
  readonly at: number | null
}

/** Recording of a session beside its terminal, on phones in its place. */
export function RecordingPanel({ session, at }: Props): VNode {
  const m = messages.value
  const name = useRef(session)
  name.current = session
  const { value: read, failure, again } = useReading(() => readRecording(name.current), 0)
  useSteadily(again, READ_EVERY_MS)
  return (
    <SessionPanel session={session} view="recording" title={m.recording}>
      {failure && <FailureNote failure={failure} onRetry={again} />}
      {read === null
        ? failure === null && <p class="panel-note align-centre grid gap-12 faint late">{m.reading}</p>
        : [
            <State key="state" {...{ session, read, again }} />,
            <Parts key="parts" {...{ session, read, at }} />,
            <Limits key="limits" {...{ session, read, again }} />,
          ]}
    </SessionPanel>
  )
}

interface PartProps {
  readonly session: string
  readonly read: Recording
  readonly again: () => void
}

/** Switch and state of the recording. */
function State({ session, read: { recorded, state, problem }, again }: PartProps): VNode {
  const m = messages.value
  const record = async (wanted: boolean): Promise<void> => {
    const call = client.recordSession({ params: { name: session }, body: { recorded: wanted } })
    const answer = await ask(call)
    if (!answer.ok) failed(m.recordingTexts.record, answer.failure)
    again()
  }
  return (
    <div class="recording-state items-start grid gap-8">
      <label class="recording-switch cluster wrap">
        <Switch
          label={m.recordTerminal}
          on={recorded && state !== 'failed'}
          onChange={(wanted) => void record(wanted)}
        />
        <span>{m.recordTerminal}</span>
        <span class={`recording-is ${state}`} role="status">
          {m.recordingStates[state]}
        </span>
      </label>
      {problem !== null && (
        <p class="recording-problem anywhere" role="alert">
          {m.recordingFailed(problem)}
        </p>
      )}
    </div>
  )
}

/** Limits and mask of the recording, and the deletion of all parts. */
function Limits({ session, read: { dropped, maxBytes, maxDays, parts }, again }: PartProps): VNode {
  const m = messages.value
  const remove = async (): Promise<void> => {
    const answer = await ask(client.deleteRecording({ params: { name: session } }))
    if (!answer.ok) failed(m.recordingTexts.remove, answer.failure)
    again()
  }
  return (
    <div class="recording-state items-start grid gap-8">
      <p class="hint">
        {[m.recordingMasked, m.recordingLimits(Math.round(maxBytes / BYTES_PER_MB), maxDays)].join(' ')}
        {dropped > 0 && ` ${m.recordingDropped(dropped)}`}
      </p>
      {parts.length > 0 && (
        <TwoStepButton
          id={`delete recording ${session}`}
          icon={Trash2}
          label={m.deleteRecording}
          question={m.deleteRecordingAsk}
          onConfirm={() => void remove()}
        />
      )}
    </div>
  )
}

/** Choice of a part, and its player. */
function Parts({ session, read, at }: Props & { readonly read: Recording }): VNode {
  const m = messages.value
  const { parts, recorded } = read
  const wanted = at === null ? null : partAt(parts, at)
  const first = (wanted ?? parts.at(-1))?.number ?? null
  // Stays when a new part begins.
  const [chosen, choose] = useState(first)
  useEffect(() => {
    choose(first)
  }, [at])
  if (parts.length === 0)
    return <p class="panel-note align-centre grid gap-12 faint">{recorded ? m.recordingIsEmpty : m.recordingIsOff}</p>
  const shown = parts.find(({ number }) => number === chosen) ?? parts.at(-1)
  if (shown === undefined) return <p class="panel-note align-centre grid gap-12 faint">{m.recordingIsEmpty}</p>
  const index = parts.indexOf(shown)
  const step = (by: number): void => choose(parts[index + by]?.number ?? shown.number)
  return (
    <>
      {at !== null && wanted === null && (
        <p class="hint anywhere" role="status">
          {m.recordingNotAt(timeOf(at))}
        </p>
      )}
      <div class="recording-parts cluster gap-4">
        <IconButton icon={ChevronLeft} label={m.previousPart} disabled={index === 0} onPress={() => step(-1)} />
        <select
          class="field"
          aria-label={m.recordingPart}
          value={String(shown.number)}
          onChange={({ currentTarget }) => choose(Number(currentTarget.value))}
        >
          {parts.map((part) => (
            <option key={part.number} value={String(part.number)}>
              {spanOf(part)}
            </option>
          ))}
        </select>
        <IconButton
          icon={ChevronRight}
          label={m.nextPart}
          disabled={index === parts.length - 1}
          onPress={() => step(1)}
        />
      </div>
      <PartPlayer
        key={`${String(shown.number)} ${String(at)}`}
        session={session}
        part={shown}
        at={shown === wanted ? at : null}
      />
    </>
  )
}

const timeOf = (at: number): string => new Date(at).toLocaleString(document.documentElement.lang)

function spanOf({ startedAt, endedAt, isOpen }: RecordingPart): string {
  const m = messages.value
  const { lang } = document.documentElement
  const from = new Date(startedAt).toLocaleString(lang, { dateStyle: 'short', timeStyle: 'medium' })
  if (isOpen) return m.recordingPartNow(from)
  return m.recordingPartAt(from, new Date(endedAt).toLocaleTimeString(lang))
}
