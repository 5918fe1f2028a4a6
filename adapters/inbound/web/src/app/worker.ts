import { effect } from '@preact/signals'
import { hubAddress } from './platform/mount.js'
import { scriptAddress } from './platform/trusted.js'
import { language } from './texts/messages.js'

/**
 * Time out of sight after which the worker of a newer build takes over. Chromium loses a navigation that meets the end of
 * the worker before: the page then never loads. A page out of sight does not navigate.
 */
const HIDDEN_FOR_MS = 10_000

/** Registers the service worker, and keeps the language of the page for its notifications. */
export function followWorker(container: ServiceWorkerContainer): void {
  effect(() => void keepLanguage(language.value))
  container.register(scriptAddress(hubAddress('/sw.js'))).catch(() => undefined)
  let timer: ReturnType<typeof setTimeout> | undefined
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer)
    if (document.visibilityState === 'hidden') timer = setTimeout(() => void letTakeOver(container), HIDDEN_FOR_MS)
  })
}

async function letTakeOver(container: ServiceWorkerContainer): Promise<void> {
  const registration = await container.getRegistration().catch(() => undefined)
  registration?.waiting?.postMessage('take over')
}

async function keepLanguage(name: string): Promise<void> {
  const hub = new URL(hubAddress('/'), location.href).href
  await caches
    .open(`penates-page ${hub}`)
    .then((cache) => cache.put(`${hub}language`, new Response(name)))
    .catch(() => undefined)
}
