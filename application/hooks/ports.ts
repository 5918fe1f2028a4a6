import type * as T from 'fp-ts/lib/Task.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { Alarms } from '../approvals/alarms.js'
import type { AnswerSigner } from '../approvals/answer-signer.port.js'
import type { ApprovalsFeature } from '../approvals/approvals-feature.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { SettingsReader } from '../settings/settings-store.port.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Secrets } from '../shared/secrets.port.js'
import type { ProjectStore } from '../shared/state-store.port.js'
import type { AgentSettings, HookScripts } from './agent-settings.port.js'
import type { ManageHooks } from './manage-hooks.js'
import type { ManagedSettings } from './managed-settings.port.js'
import type { ProjectAgentSettings } from './project-agent-settings.port.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface HooksPorts {
  readonly approvals: Pick<ApprovalsFeature, 'rulesInForce' | 'alarms'>
  readonly agentSettings: AgentSettings
  readonly managed: ManagedSettings
  readonly sessionUid: T.Task<number>
  readonly projectStore: Pick<ProjectStore, 'read'>
  readonly clock: Clock
  readonly host: SessionHost
  readonly secrets: Secrets
  readonly settings: SettingsReader<'weakenedStart'>
  /** Environment that sessions are started with; empty where another account's is used. */
  readonly environment: Readonly<Record<string, string>>
  readonly scripts: HookScripts
  readonly answerSigner: AnswerSigner
  readonly hubUrl: string
  /** Absolute path of the Node that runs the scripts. */
  readonly node: string
  readonly agents: AgentClis
  readonly projectSettings: ProjectAgentSettings
  readonly audit: AuditLog
}

/** The same with the use cases of other features and the steps that use cases share. */
export interface HooksSteps extends HooksPorts, Pick<HooksPorts['approvals'], 'rulesInForce'> {
  /** `null` without a coding CLI that has hooks. */
  readonly manageHooks: ManageHooks | null
  readonly alarms: Pick<Alarms, 'raise'>
}
