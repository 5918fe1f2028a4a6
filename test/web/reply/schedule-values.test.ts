import { triggerOf, valuesOf } from '../../../adapters/inbound/web/src/reply/schedule-values.js'
import type { Schedule } from '../../../adapters/inbound/web/src/reply/queued-prompts.js'

const schedule = (trigger: Partial<Schedule>): Schedule => ({
  ...{ id: 'one', name: 'cc-a', text: 'go', at: null, rule: null, timeZone: null, limitOf: null, after: null },
  ...{ createdAt: '2026-11-28T12:00:00.000Z', dueAt: null, remaining: 1, runs: [] },
  ...trigger,
})
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()

describe('the form of a schedule', () => {
  it('has the trigger of a schedule that exists, which is the same again when nothing is changed', () => {
    for (const trigger of [
      { at: '2026-11-28T12:34:00.000Z' },
      { rule: '5 9 * * 1-5', timeZone },
      { rule: '30 22 * * *', timeZone },
      { rule: '*/5 * * * *', timeZone },
      { limitOf: 'claude' },
      { after: 'cc-b' },
    ])
      expect(triggerOf(valuesOf(schedule(trigger)), 'claude')).to.deep.equal(trigger)
  })

  it('has no trigger while a value is missing', () => {
    const empty = { date: '', time: '', rule: ' ', after: '' }
    for (const kind of ['time', 'weekdays', 'daily', 'rule', 'limit', 'session'] as const)
      expect(triggerOf({ ...empty, kind }, '')).to.equal(null)
  })
})
