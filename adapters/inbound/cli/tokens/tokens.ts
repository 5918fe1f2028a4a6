import * as E from 'fp-ts/lib/Either.js'
import type { ScopeRequest } from '../../../../domain/access/scope.js'
import type { HubContext } from '../context.js'
import type { Call, Run } from '../description.js'
import type { TOKENS_LS, TOKENS_NEW, TOKENS_REVOKE } from '../descriptions/tokens.js'
import { answered } from '../hub/answered.js'
import { byPrefix, shortId } from '../hub/by-prefix.js'
import { dash, table } from '../table.js'

const DAY_MS = 86_400_000
const HEAD = ['ID', 'LABEL', 'SCOPES', 'EXPIRES', 'LAST USED']

/** `penates tokens ls`. */
export const listTokens: Run<typeof TOKENS_LS, HubContext> = (_, context) =>
  answered(context, context.hub.client.listTokens(), ({ body: { tokens } }) => {
    const rows = tokens.map(({ id, label, scopes, expiresAt, lastUsedAt }) => [
      shortId(id),
      label,
      scopes.map(scopeText).join(', '),
      dash(expiresAt),
      dash(lastUsedAt),
    ])
    const text = rows.length === 0 ? 'No access tokens.\n' : table(HEAD, rows)
    return context.print({ json: tokens, text, ids: tokens.map(({ id }) => id) })
  })

/** `penates tokens new`. */
export const newToken: Run<typeof TOKENS_NEW, HubContext> = async ({ args: { label }, options }, context) => {
  const scopes = scopesOf(options)
  if (scopes.length === 0)
    return context.fail({
      exit: 'usage',
      problem: 'a token needs at least one right',
      mend: 'Give --view, --approve, --admin, --drive SESSIONS or --board PROJECT.',
    })
  const days = options.days
  const expiresAt = days === undefined ? null : new Date(context.now() + days * DAY_MS).toISOString()
  return answered(context, context.hub.client.createToken({ body: { label, scopes, expiresAt } }), ({ body }) =>
    context.print({ json: body, text: `${body.secret}\n`, ids: [body.secret] }),
  )
}

/** `penates tokens revoke`. */
export const revokeToken: Run<typeof TOKENS_REVOKE, HubContext> = ({ args: { id: text } }, context) =>
  answered(context, context.hub.client.listTokens(), ({ body: { tokens } }) => {
    const found = byPrefix(tokens, text, 'token')
    if (E.isLeft(found)) return context.fail(found.left)
    const { id, label } = found.right
    return answered(context, context.hub.client.revokeToken({ params: { id } }), () =>
      context.print({ json: { id, label }, text: `Revoked ${label}.\n`, ids: [id] }),
    )
  })

function scopesOf(options: Call<typeof TOKENS_NEW>['options']): ReadonlyArray<ScopeRequest> {
  const { view, approve, admin, drive, board } = options
  const sessions = (drive ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return [
    ...(view ? [{ kind: 'view' } as const] : []),
    ...(approve ? [{ kind: 'approve' } as const] : []),
    ...(admin ? [{ kind: 'admin' } as const] : []),
    ...(drive === undefined ? [] : [{ kind: 'drive', sessions } as const]),
    ...(board === undefined ? [] : [{ kind: 'board', projectId: board } as const]),
  ]
}

function scopeText(scope: ScopeRequest): string {
  if (scope.kind === 'drive') return `drive ${scope.sessions.join(' ')}`
  return scope.kind === 'board' ? `board ${scope.projectId}` : scope.kind
}
