import type { Instant } from '../shared/instant.js'
import type { Principal } from './principal.js'
import type { Scope } from './scope.js'

/** One-time code with which a device gets its own token. The hub holds its digest. */
export interface Pairing {
  /** SHA-256 of the code in hexadecimal. */
  readonly digest: string
  /** End of the code. */
  readonly expiresAt: Instant
  /** Rights of the device. */
  readonly scopes: ReadonlyArray<Scope>
  /** Caller that opened it. */
  readonly opener: Principal
}

/** Start of the text of every code. */
export const PAIRING_CODE_PREFIX = 'pnp_'

export const PAIRING_LIFETIME_MS = 5 * 60_000
/** Codes that are open at once; the oldest is dropped for one more. */
const MAX_OPEN = 10

/** Rights of a paired device. */
export const DEVICE_ACCESS = {
  full: [{ kind: 'admin' }],
  approve: [{ kind: 'view' }, { kind: 'approve' }],
} as const satisfies Readonly<Record<string, ReadonlyArray<Scope>>>

export type DeviceAccess = keyof typeof DEVICE_ACCESS

/** Open codes with one more. */
export const openPairing = (open: ReadonlyArray<Pairing>, pairing: Pairing, now: Instant): ReadonlyArray<Pairing> => [
  ...open.filter(isOpen(now)).slice(1 - MAX_OPEN),
  pairing,
]

/** Code with this digest, `null` for an unknown, used or expired one; and the codes that stay open. */
export function takePairing(
  open: ReadonlyArray<Pairing>,
  digest: string,
  now: Instant,
): { readonly taken: Pairing | null; readonly rest: ReadonlyArray<Pairing> } {
  const valid = open.filter(isOpen(now))
  // Every digest is compared whole, so that the time depends on the number of codes alone.
  const matches = valid.filter((pairing) => isSameDigest(pairing.digest, digest))
  return { taken: matches[0] ?? null, rest: valid.filter((pairing) => !matches.includes(pairing)) }
}

const isOpen =
  (now: Instant) =>
  ({ expiresAt }: Pairing): boolean =>
    now < expiresAt

/** Compares texts of equal length in a time that does not depend on where they differ. */
function isSameDigest(left: string, right: string): boolean {
  if (left.length !== right.length) return false
  let difference = 0
  for (let at = 0; at < left.length; at += 1) difference |= left.charCodeAt(at) ^ right.charCodeAt(at)
  return difference === 0
}
