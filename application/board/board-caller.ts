import type { Principal } from '../../domain/access/principal.js'
import { mayUse } from '../../domain/access/scope.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { Session } from '../../domain/sessions/session.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { Caller } from '../shared/audit-log.port.js'

/** Caller of a board operation. */
export interface BoardCaller extends Caller {
  /** Holder of the token: the operator or a session. */
  readonly principal: Principal
  /** The client's own id, which events that it causes carry as `origin`. */
  readonly client: string | null
}

/** Session with its present name. */
export type NamedCaller = Pick<Session, 'id' | 'name'>

/** Session that calls; `null` for other callers. */
export const callingSession = (principal: Principal, { nameOf }: SessionDirectory): NamedCaller | null =>
  principal.kind === 'session' ? { id: principal.id, name: nameOf(principal.id) } : null

/** False for a named token that is for the boards of other projects. */
export const isOnOwnBoard = (principal: Principal, projectId: ProjectId): boolean =>
  principal.kind !== 'named' || mayUse(['board'], principal.scopes, { session: null, projectId })

/** Projects that the caller may list. An agent lists none. */
export const listable = (projects: ReadonlySet<ProjectId>, principal: Principal): ReadonlyArray<ProjectId> =>
  principal.kind === 'session' ? [] : [...projects].filter((id) => mayReadBoard(principal, id))

/** False for a named token that reads the boards of other projects only. */
export const mayReadBoard = (principal: Principal, projectId: ProjectId): boolean =>
  principal.kind !== 'named' || mayUse(['view', 'board'], principal.scopes, { session: null, projectId })
