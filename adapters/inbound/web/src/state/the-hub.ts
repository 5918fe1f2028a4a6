import { asking } from '../hub/asking.js'
import { clientHub } from '../hub/client-hub.js'
import { onBoot, type BootMemory } from './reload.js'
import { browserShelf } from '../platform/preference.js'
import { clientId } from './device.js'
import { lookForNewVersion, RELOADED_AT } from './new-version.js'
import { dropToken, token } from './sign-in.js'

const tab = browserShelf(() => sessionStorage)

let memory: BootMemory = { boot: null, reloadedAt: Number(tab.read(RELOADED_AT)) || null }

/** A hub that started anew may serve a newer page. */
function noticeBoot(seen: number): void {
  const next = onBoot(memory, seen, Date.now())
  memory = next.memory
  if (next.isNewer) void lookForNewVersion()
}

/** How the features of this page ask the hub that served it. */
export const toHub = asking({ token: () => token.value, clientId, boot: noticeBoot, unauthorized: dropToken })

/** The hub that served this page. */
export const hub = clientHub(toHub)

/** Address of a socket of this hub. */
export function socketAddress(path: string): string {
  const { protocol, host } = window.location
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${path}`
}
