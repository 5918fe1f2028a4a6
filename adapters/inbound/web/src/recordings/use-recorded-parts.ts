import { useEffect, useState } from 'preact/hooks'
import { readRecording, type RecordingPart } from './recording.js'

/** Parts of the recordings of sessions by the name of the session; none for a session that the hub does not know. */
export function useRecordedParts(
  sessions: ReadonlyArray<string>,
  revision: number,
): ReadonlyMap<string, ReadonlyArray<RecordingPart>> {
  const [parts, setParts] = useState<ReadonlyMap<string, ReadonlyArray<RecordingPart>>>(new Map())
  useEffect(() => {
    let isOver = false
    for (const session of sessions)
      void readRecording(session).then((answer) => {
        if (!isOver) setParts((known) => new Map(known).set(session, answer.ok ? answer.value.parts : []))
      })
    return () => {
      isOver = true
    }
  }, [sessions.join(), revision])
  return parts
}
