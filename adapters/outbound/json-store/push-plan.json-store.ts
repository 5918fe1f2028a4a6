import { join } from 'node:path'
import * as t from 'io-ts'
import { DEFAULT_PUSH_PLAN, type PushPlan } from '../../../domain/push/plan.js'
import type { JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith } from './stored-values.js'

const orNull = <A, O>(codec: t.Type<A, O>) => t.union([codec, t.null])

const StoredPlan = t.strict({
  reminderMinutes: t.number,
  quiet: orNull(t.strict({ from: t.string, to: t.string })),
  todayAt: orNull(t.string),
  timeZone: orNull(t.string),
  todayOn: orNull(t.string),
  contact: orNull(t.string),
})

/** `push-plan.json`. */
export const pushPlanSpec = (folder: StateFolder): JsonStoreSpec<PushPlan> => ({
  ...folder,
  file: join(folder.path, 'push-plan.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: DEFAULT_PUSH_PLAN,
  decode: decodeWith(StoredPlan),
  encode: (plan) => StoredPlan.encode(plan),
})
