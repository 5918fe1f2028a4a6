import { browserShelf } from '../logic/preference.js'

const shelf = browserShelf(() => localStorage)
const DEVICE = 'penates_device'

/** What this browser profile is called at the hub; made once. */
export function deviceId(): string {
  const kept = shelf.read(DEVICE)
  if (kept) return kept
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  const made = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  shelf.write(DEVICE, made)
  return made
}
