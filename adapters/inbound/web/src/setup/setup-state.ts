import { computed, signal } from '@preact/signals'
import type { BodyOf } from '../app/hub/hub.js'
import { language } from '../app/texts/messages.js'
import { setupDe } from './setup.de.js'
import { setupEn } from './setup.en.js'
import { setupSkipped } from '../app/platform/preferences.js'
import { failed } from '../app/failed.js'
import { newest } from '../app/newest.js'
import { ask, client } from '../app/the-hub.js'
import { toast } from '../app/toasts.js'

export type Setup = BodyOf<'readSetup'>

/** State of the steps; `null` before the first response. */
export const setup = signal<Setup | null>(null)

/** True for a token that may not read the setup. */
export const isRefused = signal(false)

export const texts = computed(() => (language.value === 'de' ? setupDe : setupEn))

export const readSetup = newest(setup, async () => {
  const answer = await ask(client.readSetup())
  isRefused.value = !answer.ok && answer.failure._tag === 'Refused'
  return answer.ok ? answer.value : null
}).again

export async function installHooks(): Promise<void> {
  const answer = await ask(client.installHooks(), () => null)
  if (!answer.ok) failed(texts.value.couldNotInstallHooks, answer.failure)
  await readSetup()
}

export async function installService(): Promise<void> {
  const answer = await ask(client.installService(), ({ body }) => body.notes)
  if (answer.ok) toast({ text: texts.value.serviceInstalled, detail: answer.value.join('\n') || null })
  else failed(texts.value.couldNotInstallService, answer.failure)
  await readSetup()
}

/** Steps in their order. */
export const STEPS = ['clis', 'hooks', 'auto-mode', 'notifications', 'service', 'phone', 'project'] as const
export type StepId = (typeof STEPS)[number]

const skipped = computed(() => new Set(setupSkipped.value.split(' ')))

export const isSkipped = (id: StepId): boolean => skipped.value.has(id)

export function toggleSkipped(id: StepId): void {
  const ids = STEPS.filter((step) => skipped.value.has(step) !== (step === id))
  setupSkipped.value = ids.join(' ')
}
