import * as t from 'io-ts'
import type { CreatedToken } from '../../../../application/access/tokens.js'
import type { OpenedPairing } from '../../../../application/access/pair-device.js'
import type { NamedToken } from '../../../../domain/access/named-token.js'
import type { ScopeRequest } from '../../../../domain/access/scope.js'
import type { SessionId } from '../../../../domain/sessions/session-id.js'
import { nullable } from '../../../../infrastructure/codec/codecs.js'
import { from, isoTime, jsonOf } from '../../../../infrastructure/codec/json-of.js'

/** Scope with the names of sessions. */
const ScopeJson = t.union([
  t.strict({ kind: t.literal('view') }),
  t.strict({ kind: t.literal('approve') }),
  t.strict({ kind: t.literal('admin') }),
  t.strict({ kind: t.literal('drive'), sessions: t.readonlyArray(t.string) }),
  t.strict({ kind: t.literal('board'), projectId: t.string }),
])

/** A token without its text. Sessions have their present names. */
export interface ShownToken extends Omit<NamedToken, 'scopes' | 'digest'> {
  readonly scopes: ReadonlyArray<ScopeRequest>
}

export const shownToken =
  (nameOf: (id: SessionId) => string) =>
  ({ digest: _, scopes, ...token }: NamedToken): ShownToken => ({
    ...token,
    scopes: scopes.map((scope) =>
      scope.kind === 'drive' ? { kind: 'drive', sessions: scope.sessions.map(nameOf) } : scope,
    ),
  })

const TOKEN = {
  id: t.string,
  label: t.string,
  scopes: t.readonlyArray(ScopeJson),
  createdAt: isoTime,
  expiresAt: nullable(isoTime),
  lastUsedAt: nullable(isoTime),
  device: from(t.boolean, ({ kind }: Pick<NamedToken, 'kind'>) => kind === 'device'),
}

const TokenJson = jsonOf<ShownToken, 'kind'>()(TOKEN)

export const TokensJson = jsonOf<{ readonly tokens: ReadonlyArray<ShownToken> }>()({
  tokens: t.readonlyArray(TokenJson),
})

/** A new token; `secret` is its text, which no other answer has. */
export const CreatedTokenJson = jsonOf<ShownToken & Pick<CreatedToken, 'secret'>, 'kind'>()({
  ...TOKEN,
  secret: t.string,
})

export const NewTokenJson = t.intersection([
  t.strict({ label: t.string, scopes: t.readonlyArray(ScopeJson) }),
  /** ISO time; `null` or absent for a token without an end. */
  t.exact(t.partial({ expiresAt: nullable(t.string) })),
])

export const NewPairingJson = t.exact(t.partial({ access: t.keyof({ full: null, approve: null }) }))

/** A new code, and base addresses under which other devices reach the hub, best first; empty when none is known. */
export const PairingJson = jsonOf<OpenedPairing & { readonly addresses: ReadonlyArray<string> }>()({
  code: t.string,
  expiresAt: isoTime,
  addresses: t.readonlyArray(t.string),
})

export const DeviceJson = t.strict({ code: t.string, label: t.string })
