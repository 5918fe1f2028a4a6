import { Download, RotateCw } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { readCast, type Cast } from '../../../../../domain/recordings/read-cast.js'
import { save } from '../app/download.js'
import type { HubFailure } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { FailureNote } from '../ui/failure-note.js'
import { Icon } from '../ui/icon.js'
import { Player } from './player.js'
import { readPart, type RecordingPart } from './recording.js'

interface Props {
  readonly session: string
  readonly part: RecordingPart
  /** Time of the screen that is shown; `null` for the start. */
  readonly at: number | null
}

interface Loaded {
  /** Number of the load. */
  readonly turn: number
  readonly blob: Blob
  readonly cast: Cast | null
}

/** Loads a part and plays it. */
export function PartPlayer({ session, part, at }: Props): VNode {
  const m = messages.value
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [failure, setFailure] = useState<HubFailure | null>(null)
  /** Counts the loads: a part that is being written grows. */
  const [turn, setTurn] = useState(0)
  const again = (): void => setTurn((before) => before + 1)
  useEffect(() => {
    let isOver = false
    void readPart(session, part.number).then(async (answer) => {
      const { blob } = answer.ok ? answer.value : { blob: null }
      const read = blob === null ? null : { turn, blob, cast: readCast(await blob.text()) }
      if (isOver) return
      setFailure(answer.ok ? null : answer.failure)
      if (read !== null) setLoaded(read)
    })
    return () => (isOver = true)
  }, [turn])
  if (loaded === null)
    return failure ? (
      <FailureNote failure={failure} onRetry={again} />
    ) : (
      <p class="panel-note align-centre grid gap-12 faint late">{m.reading}</p>
    )
  const { blob, cast } = loaded
  return (
    <>
      {cast === null ? (
        <p class="panel-note align-centre grid gap-12 faint">{m.recordingUnreadable}</p>
      ) : (
        <Player
          key={loaded.turn}
          cast={cast}
          start={loaded.turn > 0 ? cast.durationMs : at === null ? 0 : at - cast.startedAt}
        />
      )}
      <div class="recording-actions cluster wrap gap-8">
        <button type="button" class="button" onClick={() => save(blob, `${session}-${String(part.number)}.cast`)}>
          <Icon of={Download} />
          <span>{m.saveRecording}</span>
        </button>
        {part.isOpen && (
          <button type="button" class="button" onClick={again}>
            <Icon of={RotateCw} />
            <span>{m.readRecordingOn}</span>
          </button>
        )}
      </div>
    </>
  )
}
