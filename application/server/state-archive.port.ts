import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { HubRuns, NoArchive, PathTaken, StateBusy, StateThere } from '../../domain/server/archive-errors.js'
import type { Unavailable } from '../shared/errors.js'

export interface RestoredState {
  readonly files: number
  /** New path of the previous state, absolute; `null` when there was none. */
  readonly keptAside: string | null
}

/**
 * All that the hub remembers, in one file, and back.
 *
 * An archive holds the operator's token and the keys of pushes: it is made readable by its owner alone. Downloads such as
 * models of speech, and the hub's log, are not in it.
 */
export interface StateArchive {
  /**
   * Writes a new file and answers with how many it holds. A hub may be running: what is written is the state as it was at
   * one moment, or nothing is, with `StateBusy` when it changed all the time.
   */
  readonly save: (file: string) => TE.TaskEither<PathTaken | StateBusy | Unavailable, number>
  /**
   * Puts everything back as it was saved; no hub may be running. State that is there is kept aside when `mayReplace`, and
   * else left as it is with `StateThere`. An archive that is damaged or names a place outside changes nothing.
   */
  readonly restore: (
    file: string,
    mayReplace: boolean,
  ) => TE.TaskEither<NoArchive | StateThere | HubRuns | Unavailable, RestoredState>
}
