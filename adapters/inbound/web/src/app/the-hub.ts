import { loadErrorTexts } from './texts/error-texts.js'
import { asking } from './hub/asking.js'
import { onBoot, type BootMemory, lookForNewVersion, RELOADED_AT } from './new-version.js'
import { browserShelf } from './platform/preference.js'
import { clientId } from './device.js'
import { noteLimited } from './limited.js'
import { dropToken, token } from './sign-in.js'
import { hubAddress, mount } from './platform/mount.js'

const tab = browserShelf(() => sessionStorage)

let memory: BootMemory = { boot: null, reloadedAt: Number(tab.read(RELOADED_AT)) || null }

/** A restarted hub may serve a newer page. */
function noticeBoot(seen: number): void {
  const next = onBoot(memory, seen, Date.now())
  memory = next.memory
  if (next.isNewer) void lookForNewVersion()
}

/** Typed client of the hub that served this page, and `ask`, which runs its requests. */
export const { client, later, ask } = asking({
  mount,
  token: () => token.value,
  clientId,
  boot: noticeBoot,
  unauthorized: dropToken,
  loadTexts: loadErrorTexts,
  limited: noteLimited,
})

const ACCEPTED = 202

/** True unless the start goes on after its answer. */
export const isSettled = ({ status }: { readonly status: number }): boolean => status !== ACCEPTED

/** WebSocket address of this hub. */
export function socketAddress(path: string): string {
  const { protocol, host } = window.location
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${hubAddress(path)}`
}
