import { signal } from '@preact/signals'
import { failed } from '../state/failed.js'
import { messages } from '../i18n/messages.js'
import { toHub } from '../state/the-hub.js'

/** True when the viewer of the iOS simulator listens, so that screenshots are possible. */
export const simulatorRuns = signal(false)

let looking: Promise<void> | null = null

/** Checks whether a simulator is running, once for the terminals that open together. A failure is not reported. */
export async function lookForSimulator(): Promise<void> {
  await (looking ??= look())
  looking = null
}

async function look(): Promise<void> {
  const answer = await toHub.ask(toHub.client.readSimulator(), ({ body }) => body.installed && body.portOpen)
  simulatorRuns.value = answer.ok && answer.value
}

/** Takes a screenshot. Resolves to its path relative to the session's folder, or `null` on failure. */
export async function pictureOfSimulator(session: string): Promise<string | null> {
  const answer = await toHub.ask(toHub.client.captureSimulator({ params: { name: session } }), ({ body }) => body.rel)
  if (answer.ok) return answer.value
  failed(messages.value.toPictureSimulator, answer.failure)
  return null
}
