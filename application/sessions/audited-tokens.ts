import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { THE_HUB } from '../shared/audit-log.port.js'
import type { SessionTokens, TokenHolder } from './session-tokens.port.js'
import type { SessionsSteps } from './ports.js'

/** The same tokens, with an audit line for each that is made or revoked. A line that cannot be written is logged. */
export function makeAuditedTokens(deps: Pick<SessionsSteps, 'tokens' | 'directory' | 'audit' | 'log'>): SessionTokens {
  const { tokens, directory, audit, log } = deps
  const note = (event: string, session: string): TE.TaskEither<never, void> =>
    pipe(
      audit.record({ event, fields: { kind: 'session', session } }, THE_HUB),
      TE.orElse(({ detail }): TE.TaskEither<never, void> => {
        log.error('a token could not be audited', { event, session, detail })
        return TE.right(undefined)
      }),
    )
  const noteRevoked = TE.traverseSeqArray(({ id }: TokenHolder) => note('token.revoke', directory.nameOf(id)))

  return {
    ...tokens,
    issue: (id, startedAs) =>
      pipe(
        tokens.issue(id, startedAs),
        TE.tap(() => note('token.create', startedAs)),
      ),
    revoke: (id) => pipe(tokens.revoke(id), TE.tap(noteRevoked)),
    keepOnly: (ids) => pipe(tokens.keepOnly(ids), TE.tap(noteRevoked)),
  }
}
