import { agentId } from '../../domain/agents/agent-id.js'
import type { Schedule, Schedules } from '../../domain/prompts/schedule.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { describeStateStore } from './state-store.contract.js'

const AT = Date.UTC(2026, 2, 1, 8, 15, 30, 120)
const schedule = (id: string, values: Partial<Schedule> = {}): Schedule => ({
  ...{ id, session: sessionId('cc-shop'), text: 'Run the tests', trigger: { _tag: 'Time', at: AT } },
  ...{ createdAt: AT, dueAt: AT, remaining: 1, runs: [], ...values },
})

/** Suite of every store of scheduled prompts. */
export const describeScheduleStore = describeStateStore<Schedules>('ScheduleStore', {
  fresh: [],
  adding: (schedules, id) => [...schedules, schedule(id)],
  ids: (schedules) => schedules.map(({ id }) => id),
  full: [
    schedule('time'),
    schedule('rule', {
      trigger: { _tag: 'Rule', rule: '0 9 * * 1-5', timeZone: 'Europe/Berlin' },
      remaining: 99,
      runs: [{ at: AT - 1, outcome: 'held' }],
    }),
    schedule('limit', { trigger: { _tag: 'LimitReset', agent: agentId('codex') }, dueAt: null }),
    schedule('after', {
      trigger: { _tag: 'SessionDone', session: sessionId('id-of-another') },
      text: 'größe\n\t"x" \\ \u2028',
      dueAt: null,
      remaining: 0,
      runs: [{ at: AT, outcome: 'refused' }],
    }),
  ],
})
