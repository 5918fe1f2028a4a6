import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Schedules } from '../../domain/prompts/schedule.js'
import type { Unavailable } from '../shared/errors.js'
import type { PromptsPorts } from './ports.js'

/** Changes the schedules, and publishes an event for each session whose schedules differ. */
export type ChangeSchedules = <Refusal>(
  change: (schedules: Schedules) => E.Either<Refusal, Schedules>,
) => TE.TaskEither<Refusal | Unavailable, Schedules>

export const makeChangeSchedules =
  ({
    schedules: store,
    directory,
    feed,
    clock,
  }: Pick<PromptsPorts, 'schedules' | 'directory' | 'feed' | 'clock'>): ChangeSchedules =>
  (change) =>
  async () => {
    let former: Schedules = []
    const stored = await store.update((schedules) => {
      former = schedules
      return change(schedules)
    })()
    if (E.isLeft(stored)) return stored
    const after = stored.right
    const changed = [...former.filter((one) => !after.includes(one)), ...after.filter((one) => !former.includes(one))]
    for (const session of new Set(changed.map((one) => one.session)))
      feed.publish({ _tag: 'schedules-changed', session, name: directory.nameOf(session), at: clock.now() })
    return stored
  }
