import { signal } from '@preact/signals'
import { drafts } from './drafts.js'
import { shelf } from './platform/preferences.js'

/** Storage key. It is part of the contract: other clients of this hub on the same origin share it. */
const KEY = 'penates_token'

/** Characters that headers and WebSocket subprotocols can carry: RFC 9110, token. No hub has another token. */
const SENDABLE = /^[\w!#$%&'*+.^`|~-]+$/

export const token = signal<string | null>(shelf.read(KEY))

/** True when the hub rejected the token; false when no token was entered yet. */
export const refused = signal(false)

export function signIn(given: string): void {
  refused.value = !SENDABLE.test(given)
  if (refused.value) return
  shelf.write(KEY, given)
  token.value = given
}

export function signOut(): void {
  drafts.clear()
  forgetToken()
}

function forgetToken(): void {
  refused.value = false
  shelf.write(KEY, null)
  token.value = null
}

/** Drops the token after a 401 or a socket close with 4001. Does nothing when another token was entered meanwhile. */
export function dropToken(used: string | null): void {
  if (token.value === null || token.value !== used) return
  forgetToken()
  refused.value = true
}

/** Check of a token from a link while another token is in use. */
export interface LinkToken {
  /** `false`: the hub rejects the token. `null`: the hub does not answer. */
  readonly check: (given: string) => Promise<boolean | null>
  readonly tell: () => void
}

/** Reads the token from a link like `/#token=…` and removes it from the address bar and the history. */
export function takeTokenFromAddress(link: LinkToken): void {
  takeToken(link)
  // Opening the link in an existing tab changes the hash without loading the page.
  window.addEventListener('hashchange', () => {
    takeToken(link)
  })
}

/** A link can carry any token, so the current token is kept until the hub has accepted the new one. */
function takeToken({ check, tell }: LinkToken): void {
  const given = new URLSearchParams(window.location.hash.slice(1)).get('token')?.trim()
  if (given === undefined) return
  history.replaceState(history.state, '', window.location.pathname + window.location.search)
  if (given === '' || given === token.value) return
  if (token.value === null) {
    signIn(given)
    return
  }
  void check(given).then((isTaken) => {
    if (isTaken === true || token.value === null) signIn(given)
    else tell()
  })
}
