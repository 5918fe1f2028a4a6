import { computed, signal } from '@preact/signals'
import { alarmsHub, type HubAlarm } from '../hub/alarms-hub.js'
import type { LiveEvent } from '../hub/live-events.js'
import { messages } from '../i18n/messages.js'
import { failed } from './failed.js'
import { newest } from './newest.js'
import { toHub } from './the-hub.js'

const hub = alarmsHub(toHub)

/** Alarms of the gate that no person has acknowledged, oldest first. */
export const alarms = signal<ReadonlyArray<HubAlarm>>([])

/** By session. */
export const alarmsOf = computed(() => {
  const bySession = new Map<string, ReadonlyArray<HubAlarm>>()
  for (const alarm of alarms.value) bySession.set(alarm.session, [...(bySession.get(alarm.session) ?? []), alarm])
  return bySession
})

const list = newest(alarms, async () => {
  const answer = await hub.alarms()
  return answer.ok ? answer.value : null
})

/** Handles events about alarms; returns false for every other event. */
export function onAlarmEvent(event: LiveEvent): boolean {
  const isAlarm = event.type === 'tool-alarm' || event.type === 'tool-alarm-acknowledged'
  if (isAlarm || event.type === 'hello' || event.type === 'session-renamed') void list.again()
  return isAlarm
}

export async function acknowledge({ id }: HubAlarm): Promise<void> {
  const answer = await hub.acknowledge(id)
  if (answer.ok) list.change((all) => all.filter((alarm) => alarm.id !== id))
  else failed(messages.value.couldNotAcknowledge, answer.failure)
}
