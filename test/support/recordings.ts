import { hubContainer } from '../../composition/hub/hub-container.js'
import { startJobs } from '../../composition/features/background.js'
import { TOKENS as T } from '../../composition/features/tokens.js'
import { THE_HUB } from '../../application/shared/audit-log.port.js'
import type { Recording } from '../../application/recordings/recordings-feature.js'
import type { RecordingBounds } from '../../domain/recordings/recording.js'
import { eventually } from './eventually.js'
import { memoryTools, type MemoryTools } from './memory-tools.js'
import { right } from './results.js'
import { aName } from './sessions.js'

/** Hub on fakes that outlive it, so that another one can follow. */
export function recordingHub(world: MemoryTools, recordingBounds: Partial<RecordingBounds> = {}) {
  const { values } = world.tools
  const bounds = { ...values.recordingBounds, ...recordingBounds }
  const container = hubContainer({ ...world.tools, values: { ...values, recordingBounds: bounds } })
  const stop = startJobs(container)
  const recordings = container.get(T.recordings)
  const sessions = container.get(T.sessions)
  const read = async (name = 'cc-a'): Promise<Recording> => right(await recordings.readRecording(aName(name))())
  return {
    ...recordings,
    sessions,
    terminal: container.get(T.terminal),
    stop,
    read,
    start: async (name = 'a') => right(await sessions.createSession({ name }, THE_HUB)()),
    record: async (wanted: boolean | undefined = true, name = 'cc-a') =>
      right(await recordings.recordSession(aName(name), wanted, THE_HUB)()),
    /** Waits until the recording is in a state. */
    reaches: (state: Recording['state'], name = 'cc-a') =>
      eventually(async () => {
        const { state: present } = await read(name)
        if (present !== state) throw new Error(`the recording is ${present}`)
      }),
  }
}

export const recordingWorld = (): MemoryTools => memoryTools()
