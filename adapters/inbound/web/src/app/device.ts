import { browserShelf } from './platform/preference.js'

const shelf = browserShelf(() => localStorage)
const DEVICE = 'penates_device'

function madeUp(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Id of this page load. The hub adds it to the events that the page caused. */
export const clientId = madeUp()

/** Id of this browser profile at the hub, created once. */
export function deviceId(): string {
  const kept = shelf.read(DEVICE)
  if (kept) return kept
  const made = madeUp()
  shelf.write(DEVICE, made)
  return made
}
