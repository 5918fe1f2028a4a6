import type { Schedules } from '../../domain/prompts/schedule.js'
import type { StateStore } from '../shared/state-store.port.js'

/** Scheduled prompts. */
export type ScheduleStore = StateStore<Schedules>
