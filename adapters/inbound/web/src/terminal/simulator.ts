import { signal } from '@preact/signals'
import { failed } from '../state/failed.js'
import { messages } from '../i18n/messages.js'
import { toHub } from '../state/the-hub.js'

/** Whether the viewer of the iOS simulator listens: only then there is a picture to take. */
export const simulatorRuns = signal(false)

/** Looks once; where there is no simulator the page stays without it, and says nothing. */
export async function lookForSimulator(): Promise<void> {
  const answer = await toHub.ask(toHub.client.readSimulator(), ({ body }) => body.installed && body.portOpen)
  simulatorRuns.value = answer.ok && answer.value
}

/** Answers with the path of the picture below the session's folder; `null` when there is none. */
export async function pictureOfSimulator(session: string): Promise<string | null> {
  const answer = await toHub.ask(toHub.client.captureSimulator({ params: { name: session } }), ({ body }) => body.rel)
  if (answer.ok) return answer.value
  failed(messages.value.toPictureSimulator, answer.failure)
  return null
}
