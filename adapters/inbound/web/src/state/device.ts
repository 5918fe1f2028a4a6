import { browserShelf } from '../platform/preference.js'

const shelf = browserShelf(() => localStorage)
const DEVICE = 'penates_device'

function madeUp(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What this page is called in events that it caused itself; anew with every load. */
export const clientId = madeUp()

/** What this browser profile is called at the hub; made once. */
export function deviceId(): string {
  const kept = shelf.read(DEVICE)
  if (kept) return kept
  const made = madeUp()
  shelf.write(DEVICE, made)
  return made
}
