import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { recent, withFinish, type Finish } from '../../../domain/board/finish.js'
import type { Unavailable } from '../../shared/errors.js'
import { viewOf } from '../../../domain/board/finish-view.js'
import type { FinishPorts } from './ports.js'

/** Stores a finish in place of its former stage and publishes it. Returns it once it is on disk. */
export type NoteFinish = <F extends Finish>(finish: F) => TE.TaskEither<Unavailable, F>

export function makeNoteFinish({ journal, feed, clock }: Pick<FinishPorts, 'journal' | 'feed' | 'clock'>): NoteFinish {
  return (finish) =>
    pipe(
      journal.update((records) => E.right(withFinish(recent(records, clock.now()), finish))),
      TE.map(() => {
        feed.publish({ _tag: 'finish-progress', finish: viewOf(finish, clock.now()), at: clock.now() })
        return finish
      }),
    )
}
