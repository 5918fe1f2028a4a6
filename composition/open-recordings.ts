import { join } from 'node:path'
import { fsRecordingStore, type FsRecordingStore } from '../adapters/outbound/recordings/recording-store.fs.js'
import type { Disk } from '../infrastructure/files/disk.js'
import type { Config } from './environment.js'

/** Recordings in the state folder. */
export const openRecordings = ({ stateFolder }: Pick<Config, 'stateFolder'>, disk: Disk): FsRecordingStore =>
  fsRecordingStore({ disk, folder: join(stateFolder, 'recordings') })
