import { signal } from '@preact/signals'
import type { BodyOf } from '../app/hub/hub.js'
import { failedBy } from '../app/failed.js'
import { newest } from '../app/newest.js'
import { ask, client } from '../app/the-hub.js'
import { notificationTexts } from './notification-texts.js'

export type PushPlan = BodyOf<'readPushPlan'>
type Change = Omit<Partial<PushPlan>, 'timeZone'>

/** When the hub sends notifications; `null` before the first response, and for a token that may not read it. */
export const pushPlan = signal<PushPlan | null>(null)

const known = newest(pushPlan, async () => {
  const answer = await ask(client.readPushPlan())
  return answer.ok ? answer.value : null
})

export const readPushPlan = known.again

/** Changes the plan. Its times count in the zone of this browser from then on. Resolves to false when it was refused. */
export async function changePushPlan(change: Change): Promise<boolean> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const hasTimes = change.quiet !== undefined || change.todayAt !== undefined
  const answer = await ask(client.changePushPlan({ body: { ...change, ...(hasTimes ? { timeZone } : {}) } }))
  if (answer.ok) known.change(() => answer.value)
  else failedBy('part', notificationTexts.value.invalid, notificationTexts.value.couldNotSave, answer.failure)
  return answer.ok
}
