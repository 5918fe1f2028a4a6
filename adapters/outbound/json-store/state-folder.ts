import type { Disk } from '../../../infrastructure/files/disk.js'

/** Location of the state files. */
export interface StateFolder {
  readonly disk: Disk
  /** Absolute. */
  readonly path: string
  readonly now: () => number
  /** Called after each write of a state file, with its duration and success. */
  readonly noteWrite?: (tookMs: number, isDone: boolean) => void
}
