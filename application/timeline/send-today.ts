import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { TimelinePorts } from './ports.js'
import type { ReadToday } from './read-today.js'

/** The message about the day comes within this time. */
const LOOK_MS = 30_000

/** Sends the summary of the last day to devices at the time that the plan of messages has. */
export const makeSendToday = ({
  push,
  readToday,
  clock,
}: Pick<TimelinePorts, 'push' | 'clock'> & { readonly readToday: ReadToday }): Job =>
  pollingJob('message about the day', clock, LOOK_MS, () =>
    push.plans.sendToday(
      pipe(
        readToday(null),
        TE.getOrElseW(() => T.of(null)),
      ),
    ),
  )
