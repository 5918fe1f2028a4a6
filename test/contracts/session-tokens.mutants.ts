import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionTokens } from '../../application/sessions/session-tokens.port.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { breaking, type Mutants } from './mutants.js'
import type { SessionTokensHarness } from './session-tokens.contract.js'

const broken = breaking<SessionTokensHarness, 'tokens'>('tokens')
const inEveryRun =
  (change: (tokens: SessionTokens) => Partial<SessionTokens>) =>
  (scene: SessionTokensHarness): SessionTokensHarness => ({
    ...scene,
    reopen: async () => {
      const tokens = await scene.reopen()
      return { ...tokens, ...change(tokens) }
    },
  })

/** Broken stores of the tokens of sessions. */
export const sessionTokensMutants: Mutants<SessionTokensHarness> = {
  'returns the session of a token and the name at its start, and none for any other text': {
    'accepts a token with more characters': broken((tokens) => ({
      sessionOf: (token) => tokens.sessionOf(token.replace(/x$/, '')),
    })),
    'returns the id instead of the name at the start': broken((tokens) => ({
      sessionOf: (token) =>
        pipe(
          tokens.sessionOf(token),
          TE.map((holder) => holder && { ...holder, startedAs: holder.id }),
        ),
    })),
  },
  'gives every session a token of its own, and a new one revokes the one before': {
    'leaves the former token of a session valid': broken((tokens) => {
      const issued = new Map<string, string>()
      return {
        issue: (id, startedAs) =>
          pipe(
            tokens.issue(sessionId(`${id} ${String(issued.size)}`), startedAs),
            TE.map((token) => (issued.set(token, id), token)),
          ),
        sessionOf: (token) => {
          const id = issued.get(token)
          return TE.right(id === undefined ? null : { id: sessionId(id), startedAs: '' })
        },
      }
    }),
    'revokes the tokens of all sessions with a new one': broken((tokens) => ({
      issue: (id, startedAs) =>
        pipe(
          tokens.keepOnly([]),
          TE.flatMap(() => tokens.issue(id, startedAs)),
        ),
    })),
  },
  'distinguishes two sessions that were started under one name': {
    'stores tokens by name': broken((tokens) => ({
      issue: (_id, startedAs) => tokens.issue(sessionId(startedAs), startedAs),
    })),
  },
  'revokes by session': {
    'revokes nothing': broken(() => ({ revoke: () => TE.right([]) })),
    'does not return what it revoked': broken((tokens) => ({
      revoke: (id) =>
        pipe(
          tokens.revoke(id),
          TE.map(() => []),
        ),
    })),
  },
  'revokes those of sessions that are not on a list': {
    'revokes those on the list': broken((tokens) => ({
      keepOnly: ([first]) => (first === undefined ? TE.right([]) : tokens.revoke(first)),
    })),
  },
  'keeps tokens for the next run, and the revocation of the only one': {
    'loses tokens at a restart': inEveryRun(() => ({ sessionOf: () => TE.right(null) })),
    'loses a revocation at a restart': inEveryRun(() => ({ revoke: () => TE.right([]) })),
  },
}
