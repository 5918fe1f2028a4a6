import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { THE_HUB, type AuditLog } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { Log } from '../shared/log.port.js'
import type { SessionTokens } from './session-tokens.port.js'

export interface AuditedTokensDeps {
  readonly tokens: SessionTokens
  readonly audit: AuditLog
  readonly log: Log
}

/** The same tokens, with an audit line for each that is made or revoked. A line that cannot be written is logged. */
export function makeAuditedTokens({ tokens, audit, log }: AuditedTokensDeps): SessionTokens {
  const note = (event: string, session: string): TE.TaskEither<never, void> =>
    pipe(
      audit.record({ event, fields: { kind: 'session', session } }, THE_HUB),
      TE.orElse(({ detail }): TE.TaskEither<never, void> => {
        log.error('a token could not be audited', { event, session, detail })
        return TE.right(undefined)
      }),
    )
  const noteRevoked = (names: ReadonlyArray<string>): TE.TaskEither<Unavailable, unknown> =>
    TE.traverseSeqArray((name: string) => note('token.revoke', name))(names)

  return {
    ...tokens,
    issue: (name) =>
      pipe(
        tokens.issue(name),
        TE.tap(() => note('token.create', name)),
      ),
    revoke: (name) => pipe(tokens.revoke(name), TE.tap(noteRevoked)),
    keepOnly: (names) => pipe(tokens.keepOnly(names), TE.tap(noteRevoked)),
  }
}
