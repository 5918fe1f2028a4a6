import { signal } from '@preact/signals'
import * as E from 'fp-ts/lib/Either.js'
import { hubClient } from '../../../http/client/hub-client.js'
import { messages } from '../app/texts/messages.js'
import { mount } from '../app/platform/mount.js'
import { takesToken } from './link-token.js'
import { signIn, token } from '../app/sign-in.js'
import { toast } from '../app/toasts.js'

/** Pairing of this device; `used` for a code that the hub does not take. */
type PairingState = 'none' | 'busy' | 'used' | 'limited' | 'unreachable'

export const pairing = signal<PairingState>('none')

const CODE = /pnp_[\w-]+/

/** Code in a typed or pasted text, such as the link of a QR code; `null` for none. */
export const pairingCodeIn = (text: string): string | null => CODE.exec(text)?.[0] ?? null

/** Exchanges a code for a token of this device and signs in with it. */
export async function pairThisDevice(code: string): Promise<void> {
  pairing.value = 'busy'
  const client = hubClient({ baseUrl: mount, token: () => null })
  const answered = await client.pairDevice({ body: { code, label: deviceName(navigator.userAgent) } })()
  if (E.isRight(answered)) {
    pairing.value = 'none'
    signIn(answered.right.body.secret)
    return
  }
  const failure = answered.left
  if (failure._tag !== 'Refused') pairing.value = 'unreachable'
  else pairing.value = failure.code === 'TooManyRequests' ? 'limited' : 'used'
}

/** Reads the code from a link like `/#pair=…` and removes it from the address bar and the history. */
export function takePairingFromAddress(): void {
  take()
  // Opening the link in an existing tab changes the hash without loading the page.
  window.addEventListener('hashchange', take)
}

function take(): void {
  const code = new URLSearchParams(window.location.hash.slice(1)).get('pair')?.trim()
  if (code === undefined) return
  history.replaceState(history.state, '', window.location.pathname + window.location.search)
  const used = token.value
  if (used === null) void pairThisDevice(code)
  else void pairUnlessSignedIn(used, code)
}

/** A device whose token was revoked may be paired again. */
async function pairUnlessSignedIn(used: string, code: string): Promise<void> {
  if ((await takesToken(used)) === false) await pairThisDevice(code)
  else toast({ text: messages.value.alreadySignedIn })
}

type Pattern = readonly [pattern: RegExp, name: string]

const SYSTEMS: ReadonlyArray<Pattern> = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux'],
]

/** Browsers that carry another's name stand before it. */
const BROWSERS: ReadonlyArray<Pattern> = [
  [/Edg/, 'Edge'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]

const firstIn = (patterns: ReadonlyArray<Pattern>, text: string): string | undefined =>
  patterns.find(([pattern]) => pattern.test(text))?.[1]

/** Name of a device by its `User-Agent`: `iPhone · Safari`. */
const deviceName = (userAgent: string): string =>
  [firstIn(SYSTEMS, userAgent) ?? 'Device', firstIn(BROWSERS, userAgent)].filter(Boolean).join(' · ')
