import { join } from 'node:path'
import { fsRecordingStore, type FsRecordingStore } from '../adapters/outbound/recordings/recording-store.fs.js'
import type { RecordingBounds } from '../domain/recordings/recording.js'
import { nodeDisk } from '../infrastructure/files/disk.js'
import type { Config } from './environment.js'

const BYTES_PER_MB = 1_000_000
const MS_PER_DAY = 86_400_000

/** Recordings in the state folder. */
export const openRecordings = ({ stateFolder }: Pick<Config, 'stateFolder'>): FsRecordingStore =>
  fsRecordingStore({ disk: nodeDisk, folder: join(stateFolder, 'recordings') })

/** Limits of the recordings that are kept. */
export const recordingBoundsOf = ({
  recordingMb,
  recordingTotalMb,
  recordingDays,
}: Pick<Config, 'recordingMb' | 'recordingTotalMb' | 'recordingDays'>): RecordingBounds => ({
  sessionBytes: recordingMb * BYTES_PER_MB,
  totalBytes: recordingTotalMb * BYTES_PER_MB,
  ageMs: recordingDays * MS_PER_DAY,
})
