import { signal } from '@preact/signals'
import { drafts } from './drafts.js'
import { shelf } from '../platform/preferences.js'

/** Shared with other clients of this hub on the same origin: the key is part of the contract. */
const KEY = 'penates_token'

export const token = signal<string | null>(shelf.read(KEY))

/** Why the sign-in page is shown: nobody has signed in yet, or the hub no longer takes the token. */
export const refused = signal(false)

export function signIn(given: string): void {
  refused.value = false
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

/** The hub answered 401, or closed a socket with 4001. Late, that says nothing of a token that was given meanwhile. */
export function dropToken(used: string | null): void {
  if (token.value === null || token.value !== used) return
  forgetToken()
  refused.value = true
}

/** Check of a token from a link while another token is in use. */
export interface LinkToken {
  /** `false`: the hub does not take it; `null`: it does not answer. */
  readonly check: (given: string) => Promise<boolean | null>
  readonly tell: () => void
}

/** Takes the token out of a link like `/#token=…`, and the link out of the address bar and the history. */
export function takeTokenFromAddress(link: LinkToken): void {
  takeToken(link)
  // The link opened in a tab that is here already: nothing loads anew.
  window.addEventListener('hashchange', () => {
    takeToken(link)
  })
}

/** Any page can hold a link with any token, so the token in use stays until the hub has accepted the one of the link. */
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
