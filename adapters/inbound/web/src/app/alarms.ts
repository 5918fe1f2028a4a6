import { computed, signal } from '@preact/signals'
import type { BodyOf } from './hub/hub.js'
import type { LiveEvent } from './hub/live-events.js'
import { messages } from './texts/messages.js'
import { renamedIn } from './approvals.js'
import { failed } from './failed.js'
import { newest } from './newest.js'
import { part } from './snapshot.js'
import { ask, client } from './the-hub.js'

/** Report of a tool that ran without a valid approval, or of settings that would permit it. */
export type HubAlarm = BodyOf<'listAlarms'>['alarms'][number]

/** Unacknowledged alarms, oldest first. */
export const alarms = signal<ReadonlyArray<HubAlarm>>([])

/** Alarms by session name. */
export const alarmsOf = computed(() => {
  const bySession = new Map<string, ReadonlyArray<HubAlarm>>()
  for (const alarm of alarms.value) bySession.set(alarm.session, [...(bySession.get(alarm.session) ?? []), alarm])
  return bySession
})

const list = newest(alarms, part('alarms'))

/** Handles events about alarms; returns false for every other event. */
export function onAlarmEvent(event: LiveEvent): boolean {
  const isAlarm = event.type === 'tool-alarm' || event.type === 'tool-alarm-acknowledged'
  if (isAlarm || event.type === 'hello') void list.again()
  if (event.type === 'session-renamed') list.change(renamedIn(event))
  return isAlarm
}

export async function acknowledge({ id }: HubAlarm): Promise<void> {
  const answer = await ask(client.acknowledgeAlarm({ params: { id } }), ({ body }) => body.ok)
  if (answer.ok) list.change((all) => all.filter((alarm) => alarm.id !== id))
  else failed(messages.value.couldNotAcknowledge, answer.failure)
}
