import * as E from 'fp-ts/lib/Either.js'
import { forbidden, type Forbidden } from '../../domain/access/errors.js'
import type { Principal } from '../../domain/access/principal.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { AttentionPorts } from './ports.js'

/**
 * Returns the session that a report belongs to. A session's token identifies it; the report carries the name that the
 * session was started with or a later one. A report with the name of another session is `Forbidden`. The operator may
 * report for every session.
 */
export type IdentifySender = (principal: Principal, claimed: SessionName) => E.Either<Forbidden, SessionId>

export function makeIdentifySender({ directory }: Pick<AttentionPorts, 'directory'>): IdentifySender {
  return (principal, claimed) => {
    switch (principal.kind) {
      case 'operator':
        return E.right(directory.idOf(claimed))
      case 'session': {
        const { id, startedAs } = principal
        directory.noteFormer({ id, name: startedAs })
        return claimed === startedAs || directory.idOf(claimed) === id ? E.right(id) : E.left(forbidden)
      }
      default:
        return E.left(forbidden)
    }
  }
}
