import { tokenTexts } from './token-texts.js'
import { signal } from '@preact/signals'
import type { BodyOf } from '../app/hub/hub.js'
import { failed, hasCode } from '../app/failed.js'
import { newest } from '../app/newest.js'
import { ask, client } from '../app/the-hub.js'
import { toast } from '../app/toasts.js'

export type AccessToken = BodyOf<'listTokens'>['tokens'][number]
export type AccessScope = AccessToken['scopes'][number]

/** Token to make; `days` until its end, `null` for a token without an end. */
export interface NewToken {
  readonly label: string
  readonly scopes: ReadonlyArray<AccessScope>
  readonly days: number | null
}

/** Access tokens from the hub; `null` before the first response, and for a token that may not list them. */
export const accessTokens = signal<ReadonlyArray<AccessToken> | null>(null)

const DAY_MS = 86_400_000

const known = newest(accessTokens, async () => {
  const answer = await ask(client.listTokens(), ({ body }) => body.tokens)
  return answer.ok ? answer.value : null
})

export const readAccessTokens = known.again

/** Makes a token. Resolves to its text, which cannot be read again; `null` when it was not made. */
export async function makeAccessToken({ label, scopes, days }: NewToken): Promise<string | null> {
  const expiresAt = days === null ? null : new Date(Date.now() + days * DAY_MS).toISOString()
  const answer = await ask(client.createToken({ body: { label, scopes, expiresAt } }), ({ body }) => body.secret)
  if (!answer.ok) {
    failed(tokenTexts.value.couldNotMakeToken, answer.failure)
    return null
  }
  await known.again()
  return answer.value
}

export async function revokeAccessToken({ id, label }: AccessToken): Promise<void> {
  const m = tokenTexts.value
  const answer = await ask(client.revokeToken({ params: { id } }), () => null)
  if (!answer.ok && !hasCode(answer.failure, 'TokenNotFound')) {
    failed(m.couldNotRevokeToken, answer.failure)
    return
  }
  known.change((tokens) => tokens.filter((token) => token.id !== id))
  toast({ text: m.tokenRevoked(label) })
}
