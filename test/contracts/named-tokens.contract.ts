import type { NamedToken } from '../../domain/access/named-token.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { describeStateStore } from './state-store.contract.js'

const AT = Date.UTC(2026, 2, 1, 8, 15, 30, 120)
const token = (id: string): NamedToken => ({
  id,
  label: 'Größe',
  scopes: [{ kind: 'view' }],
  digest: id.repeat(8),
  createdAt: AT,
  expiresAt: null,
  lastUsedAt: null,
})

/** Suite of every store of named tokens. */
export const describeNamedTokens = describeStateStore<ReadonlyArray<NamedToken>>('NamedTokens', {
  fresh: [],
  adding: (tokens, id) => [...tokens, token(id)],
  ids: (tokens) => tokens.map(({ id }) => id),
  full: [
    { ...token('viewer'), expiresAt: AT + 1, lastUsedAt: AT + 2 },
    { ...token('phone'), kind: 'device' },
    { ...token('driver'), scopes: [{ kind: 'drive', sessions: [sessionId('a'), sessionId('b')] }] },
    { ...token('board'), scopes: [{ kind: 'board', projectId: 'shop' }, { kind: 'approve' }, { kind: 'admin' }] },
  ],
})
