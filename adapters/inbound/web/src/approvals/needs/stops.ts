import { computed, effect, signal, untracked } from '@preact/signals'
import type { BodyOf } from '../../app/hub/hub.js'
import type { LiveEvent } from '../../app/hub/live-events.js'
import { newest } from '../../app/newest.js'
import { sessions } from '../../app/sessions.js'
import { ask, client } from '../../app/the-hub.js'
import { watchPart } from '../../app/watched-parts.js'

/** Something that stops an agent beside calls, questions, plans and forms. */
export type HubStop = BodyOf<'listStops'>['stops'][number]

export const stops = signal<ReadonlyArray<HubStop>>([])

const list = newest(stops, async () => {
  const answer = await ask(client.listStops(), ({ body }) => body.stops)
  return answer.ok ? answer.value : null
})
export const readStops = list.again

export function onStopEvent({ type }: LiveEvent): void {
  if (type === 'prompts-changed' || type === 'schedules-changed') void readStops()
}

/** Reads when a recording has ended. Returns a function that ends it. */
export const followRecordings = (): (() => void) =>
  watchPart(
    'recordings',
    () => void readStops(),
    () => stops.peek().length > 0,
  )

/** Parts of the sessions that change their stops. */
const stopped = computed(
  () =>
    sessions.value &&
    JSON.stringify(
      sessions.value.map(({ name, status, activity, activitySince, failure, retry, prompts }) => [
        ...[name, status, activity, activitySince, failure, retry, prompts?.held],
      ]),
    ),
)

/** Reads for a page that shows them, now and whenever a session changes. Returns a function that ends it. */
export const followStops = (): (() => void) =>
  effect(() => {
    if (stopped.value !== null) void untracked(readStops)
  })
