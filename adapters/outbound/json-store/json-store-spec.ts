import type { Disk } from '../../../infrastructure/files/disk.js'
import type { StateShape } from './state-text.js'

/** Location, disk and migration of one state file. */
export interface JsonStoreSpec<A> extends StateShape<A> {
  readonly disk: Disk
  /** Absolute. Its folder is made when missing. */
  readonly file: string
  /** An older installation's file of the same content; read, and never touched, while `file` does not exist. */
  readonly importFrom?: string
  /** State of the first start. */
  readonly fresh: A
  /** State where the content was there and cannot be read, until something is written; `fresh` where absent. */
  readonly lost?: A
  readonly now: () => number
  /** See `StateFolder`. */
  readonly noteWrite?: (tookMs: number, isDone: boolean) => void
}
