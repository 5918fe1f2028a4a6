import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { InvalidToken } from '../../domain/access/errors.js'
import { addToken, NAMED_TOKEN_PREFIX, type NamedToken, type TokenDraft } from '../../domain/access/named-token.js'
import type { Scope } from '../../domain/access/scope.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { AccessSteps } from './ports.js'

/** A stored token with its text, which cannot be read again. */
export interface CreatedToken {
  readonly token: NamedToken
  readonly secret: string
}

/** Checked draft of a token with its kind. */
export interface IssuedDraft extends TokenDraft<Scope>, Pick<NamedToken, 'kind'> {}

/** Stores a token and returns its text once it is on disk. */
export type IssueToken = (draft: IssuedDraft, caller: Caller) => TE.TaskEither<InvalidToken | Unavailable, CreatedToken>

export function makeIssueToken(
  deps: Pick<AccessSteps, 'namedTokens' | 'namedHolders' | 'secrets' | 'audit' | 'log'>,
): IssueToken {
  const { namedTokens, namedHolders, secrets, audit, log } = deps
  const store = (draft: IssuedDraft): TE.TaskEither<InvalidToken | Unavailable, CreatedToken> => {
    const secret = `${NAMED_TOKEN_PREFIX}${secrets.newSecret()}`
    const token: NamedToken = {
      ...draft,
      id: secrets.newId(),
      digest: secrets.sha256(secret),
      createdAt: namedHolders.now(),
      lastUsedAt: null,
    }
    return pipe(
      namedTokens.update((tokens) => addToken(tokens, token)),
      TE.map(() => ({ token, secret })),
    )
  }

  return (draft, caller) =>
    pipe(
      store(draft),
      TE.tapTask(({ token: { id, label, kind } }) =>
        pipe(
          audit.record({ event: 'token.create', fields: { kind: kind ?? 'named', id, label } }, caller),
          TE.match(
            ({ detail }) => {
              log.error('a token could not be audited', { event: 'token.create', id, detail })
            },
            () => undefined,
          ),
        ),
      ),
    )
}
