import type { Disk } from '../../../infrastructure/files/disk.js'

/** Location of the state files. */
export interface StateFolder {
  readonly disk: Disk
  /** Absolute. */
  readonly path: string
  readonly now: () => number
  /** Told of each write of a state file, how long it took, and whether it succeeded. */
  readonly noteWrite?: (tookMs: number, isDone: boolean) => void
}
