import type { ProjectsFeature } from '../projects/projects-feature.js'
import type { SessionTokens } from '../sessions/session-tokens.port.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Log } from '../shared/log.port.js'
import type { Secrets } from '../shared/secrets.port.js'
import type { CardStore } from '../shared/state-store.port.js'
import type { AccessTokens } from './access-tokens.port.js'
import type { Authenticate, CheckTunnel } from './authenticate.js'
import type { IssueToken } from './tokens.js'
import type { NamedHolders } from './named-holders.js'
import type { NamedTokens } from './named-tokens.port.js'
import type { OperatorToken } from './operator-token.port.js'
import type { Permits } from './permits.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface AccessPorts {
  readonly namedTokens: NamedTokens
  readonly secrets: Secrets
  readonly sessions: Pick<SessionsFeature, 'findSession'>
  readonly projects: Pick<ProjectsFeature, 'findProject'>
  readonly operatorToken: OperatorToken
  readonly audit: AuditLog
  readonly log: Log
  readonly sessionTokens: SessionTokens
  readonly cards: CardStore
  /** `null` when no access proxy stands before the hub. */
  readonly accessTokens: AccessTokens | null
  readonly clock: Clock
}

/** The same with the use cases of other features and the steps that use cases share. */
export type AccessSteps = AccessPorts &
  AccessPorts['sessions'] &
  AccessPorts['projects'] & {
    readonly auditLog: AuditLog
    readonly authenticate: Authenticate
    readonly checkTunnel: CheckTunnel
    readonly permits: Permits
    readonly namedHolders: Pick<NamedHolders, 'now' | 'follow' | 'drop'>
    readonly issueToken: IssueToken
  }
