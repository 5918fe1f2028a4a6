import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { InvalidPushPlan } from '../../domain/push/errors.js'
import { changedPlan, dueToday, type PushPlan, type PushPlanChange } from '../../domain/push/plan.js'
import { summaryMessage, summaryOfDay } from '../../domain/push/summary.js'
import type { Today } from '../../domain/timeline/today.js'
import type { Unavailable } from '../shared/errors.js'
import type { PushSteps } from './ports.js'

/** Plan with the zone of its times. */
export type ShownPlan = Omit<PushPlan, 'timeZone' | 'todayOn'> & { readonly timeZone: string }

/** When people get messages: reminders, quiet hours and the message about the day. */
export interface PushPlans {
  readonly read: TE.TaskEither<never, ShownPlan>
  readonly change: (change: PushPlanChange) => TE.TaskEither<InvalidPushPlan | Unavailable, ShownPlan>
  /** Sends the message about the day when its time has come and no quiet hours are, once a day; `read` is called for it. */
  readonly sendToday: (read: () => Promise<Pick<Today, 'needs' | 'projects'> | null>) => Promise<void>
}

export function makePushPlans(
  deps: Pick<PushSteps, 'plan' | 'clock' | 'queue' | 'quiet' | 'subscriptions' | 'prefix'>,
): PushPlans {
  const { plan: store, clock, queue, quiet, subscriptions, prefix } = deps
  const shown = ({ todayOn: _, timeZone, ...plan }: PushPlan): ShownPlan => ({
    ...plan,
    timeZone: timeZone ?? clock.timeZone(),
  })

  return {
    read: TE.fromIO(() => shown(store.current())),
    change: (change) =>
      pipe(
        store.update((plan) => changedPlan(plan, change, { now: clock.now(), timeZone: clock.timeZone() })),
        TE.map(shown),
      ),
    sendToday: async (read) => {
      const plan = store.current()
      const day = plan.todayAt === null ? null : dueToday(plan, plan.timeZone ?? clock.timeZone(), clock.now())
      if (day === null || quiet.isQuiet() || subscriptions.current().length === 0) return
      const today = await read()
      if (today === null) return
      // A message that is sent twice is worse than one that is lost with the hub.
      const noted = await store.update((before) => E.right({ ...before, todayOn: day }))()
      if (E.isRight(noted)) queue.addForAll(summaryMessage('day', summaryOfDay(today, prefix)))
    },
  }
}
