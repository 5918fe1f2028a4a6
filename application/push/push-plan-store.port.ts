import type { PushPlan } from '../../domain/push/plan.js'
import type { StateStore } from '../shared/state-store.port.js'

/** When people get messages. */
export interface PushPlanStore extends StateStore<PushPlan> {
  /** Plan as stored last. */
  readonly current: () => PushPlan
}
