import { useEffect, useRef, useState } from 'preact/hooks'
import { readRecording, type RecordingPart } from './recording.js'

/** Parts of the recordings of sessions by the name of the session; none for a session that the hub does not know. */
export function useRecordedParts(
  sessions: ReadonlyArray<string>,
  revision: number,
): ReadonlyMap<string, ReadonlyArray<RecordingPart>> {
  const [parts, setParts] = useState<ReadonlyMap<string, ReadonlyArray<RecordingPart>>>(new Map())
  /** Revision at which a session was read last: one that joins leaves the others as they are. */
  const asked = useRef(new Map<string, number>())
  useEffect(() => {
    for (const session of sessions.filter((one) => asked.current.get(one) !== revision)) {
      asked.current.set(session, revision)
      void readRecording(session).then((answer) => {
        if (asked.current.get(session) !== revision) return
        setParts((known) => new Map(known).set(session, answer.ok ? answer.value.parts : []))
      })
    }
  }, [sessions.join(), revision])
  return parts
}
