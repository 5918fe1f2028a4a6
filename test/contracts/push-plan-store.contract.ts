import { DEFAULT_PUSH_PLAN, type PushPlan } from '../../domain/push/plan.js'
import { describeStateStore } from './state-store.contract.js'

/** Suite of every store of the plan of messages. Its contact serves as a list of ids. */
export const describePushPlanStore = describeStateStore<PushPlan>('PushPlanStore', {
  fresh: DEFAULT_PUSH_PLAN,
  adding: (plan, id) => ({ ...plan, contact: plan.contact === null ? id : `${plan.contact} ${id}` }),
  ids: ({ contact }) => contact?.split(' ') ?? [],
  full: {
    reminderMinutes: 60,
    quiet: { from: '22:00', to: '07:30' },
    todayAt: '08:00',
    timeZone: 'America/New_York',
    todayOn: '2026-03-01',
    contact: 'mailto:größe@example.com',
  },
})
