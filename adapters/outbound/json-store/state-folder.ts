import type { Disk } from '../../../infrastructure/files/disk.js'

/** Where state files are kept. */
export interface StateFolder {
  readonly disk: Disk
  /** Absolute. */
  readonly path: string
  readonly now: () => number
}
