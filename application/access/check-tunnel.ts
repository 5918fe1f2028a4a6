import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { badAccessToken, type BadAccessToken } from '../../domain/access/errors.js'
import type { Person } from '../../domain/access/principal.js'
import type { Caller } from '../shared/audit-log.port.js'
import { detach } from '../shared/detached.js'
import type { AccessSteps } from './ports.js'

/** Identification of a request that came through the tunnel. */
export interface Passage {
  /** JWT of the access proxy; `null` when the request had none. */
  readonly jwt: string | null
  /** Address of the client as the tunnel gives it; `null` when it does not, or from a peer that may not say so. */
  readonly ip: string | null
}

/** Answers with the caller as they are known now. */
export type CheckTunnel = (passage: Passage, caller: Caller) => TE.TaskEither<BadAccessToken, Caller>

/**
 * Finds out who comes through the tunnel. With an access proxy its certificate decides, and nothing that the request says
 * counts before. A person's first certificate, and each later one that is newer, is audited as a sign-in.
 */
export function makeCheckTunnel(deps: Pick<AccessSteps, 'accessTokens' | 'auditLog'>): CheckTunnel {
  const { accessTokens, auditLog } = deps
  /** By e-mail. Only the proxy's own people come so far, so it stays as small as the team. */
  const newest = new Map<string, number>()

  const noteSignIn = ({ email, issuedAtSeconds }: Person, caller: Caller): void => {
    if (issuedAtSeconds <= (newest.get(email) ?? -1)) return
    newest.set(email, issuedAtSeconds)
    detach('audit of sign-ins', () => auditLog.record({ event: 'auth.login', fields: {} }, caller)())
  }

  return ({ jwt, ip }, caller) => {
    const from = { ...caller, ip: ip ?? caller.ip }
    if (accessTokens === null) return TE.right(from)
    if (jwt === null) return TE.left(badAccessToken('no-jwt'))
    return pipe(
      accessTokens.verify(jwt),
      TE.map((person) => {
        const known = { ...from, user: person.email }
        noteSignIn(person, known)
        return known
      }),
    )
  }
}
