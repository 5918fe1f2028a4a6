import * as E from 'fp-ts/lib/Either.js'
import { forbidden, type Forbidden } from '../../domain/access/errors.js'
import type { Principal } from '../../domain/access/principal.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { FormerNames } from './former-names.js'

/**
 * Returns the present name of the session that a report belongs to. A session's token identifies it, also after a
 * rename. A report with the name of another session is `Forbidden`. The operator may report for every session.
 */
export type IdentifySender = (principal: Principal, claimed: SessionName) => E.Either<Forbidden, string>
export interface IdentifySenderDeps {
  readonly formerNames: FormerNames
}

export function makeIdentifySender({ formerNames }: IdentifySenderDeps): IdentifySender {
  return (principal, claimed) => {
    switch (principal.kind) {
      case 'operator':
        return E.right(formerNames.resolve(claimed))
      case 'session': {
        const { name, bornAs } = principal
        const isOwn = claimed === name || claimed === bornAs || formerNames.resolve(claimed) === name
        return isOwn ? E.right(name) : E.left(forbidden)
      }
      default:
        return E.left(forbidden)
    }
  }
}
