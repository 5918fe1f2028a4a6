import type { AccessTokens } from '../application/access/access-tokens.port.js'
import type { OperatorToken } from '../application/access/operator-token.port.js'
import type { Feed } from '../application/shared/feed.js'
import type { ApprovalsFeature } from '../application/approvals/approvals-feature.js'
import type { ApprovalLedger } from '../application/approvals/approval-ledger.port.js'
import type { ApprovalRulesStore } from '../application/approvals/approval-rules.port.js'
import type { ApprovalStore } from '../application/approvals/approval-store.port.js'
import type { GuardedPlaces } from '../application/approvals/guarded-places.port.js'
import type { Secrets } from '../application/approvals/secrets.port.js'
import type { AttentionFeature } from '../application/attention/attention-feature.js'
import type { KeepIdeas } from '../application/projects/migrate-plan.js'
import type { ProjectsFeature } from '../application/projects/projects-feature.js'
import type { PlanDocument } from '../application/projects/plan-document.port.js'
import type { ProjectFolders } from '../application/projects/project-folders.port.js'
import type { ProjectStore } from '../application/projects/project-store.port.js'
import type { PushFeature } from '../application/push/push-feature.js'
import type { PushSender } from '../application/push/push-sender.port.js'
import type { PushSubscriptions } from '../application/push/push-subscriptions.port.js'
import type { RepoFeature } from '../application/repo/repo-feature.js'
import type { RepoHistory } from '../application/repo/repo-history.port.js'
import type { RepoWatch } from '../application/repo/repo-watch.port.js'
import type { DirectorySource } from '../application/sessions/directory-source.port.js'
import type { Folders } from '../application/sessions/folders.port.js'
import type { ReadSessionList } from '../application/overview/read-session-list.js'
import type { SessionHost } from '../application/sessions/session-host.port.js'
import type { SessionRecord } from '../application/sessions/session-record.port.js'
import type { SessionTokens } from '../application/sessions/session-tokens.port.js'
import type { SettingsStore } from '../application/settings/settings-store.port.js'
import type { AuditLog } from '../application/shared/audit-log.port.js'
import type { Clock } from '../application/shared/clock.port.js'
import type { WithLock } from '../application/shared/keyed-lock.js'
import type { Log } from '../application/shared/log.port.js'
import type { TerminalHost } from '../application/terminal/terminal-host.port.js'
import type { AccessFeature } from '../application/access/access-feature.js'
import type { SessionsFeature } from '../application/sessions/sessions-feature.js'
import type { SettingsFeature } from '../application/settings/settings-feature.js'
import type { TerminalFeature } from '../application/terminal/terminal-feature.js'
import type { Simulator } from '../application/mata/simulator.port.js'
import type { MataFeature } from '../application/mata/mata-feature.js'
import type { PortScan } from '../application/preview/port-scan.port.js'
import type { Seal } from '../application/preview/seal.port.js'
import type { PreviewFeature } from '../application/preview/preview-feature.js'
import type { Transcriber } from '../application/voice/transcriber.port.js'
import type { VoiceFeature } from '../application/voice/voice-feature.js'
import { BOARD_TOKENS } from './tokens.board.js'
import { FILE_TOKENS } from './tokens.files.js'
import { GATE_TOKENS } from './tokens.gate.js'
import { USAGE_TOKENS } from './tokens.usage.js'
import { SERVER_TOKENS } from './tokens.server.js'
import { token } from './token.js'

/** Everything that can be bound, and so everything that an embedder can put in another's place. */
export const TOKENS = {
  ...BOARD_TOKENS,
  ...FILE_TOKENS,
  ...SERVER_TOKENS,
  ...GATE_TOKENS,
  ...USAGE_TOKENS,

  // Ports: bound to tools by a tools module.
  clock: token<Clock>('clock'),
  log: token<Log>('log'),
  audit: token<AuditLog>('audit'),
  sessionHost: token<SessionHost>('sessionHost'),
  terminalHost: token<TerminalHost>('terminalHost'),
  folders: token<Folders>('folders'),
  repoHistory: token<RepoHistory>('repoHistory'),
  repoWatch: token<RepoWatch>('repoWatch'),
  directorySources: token<ReadonlyArray<DirectorySource>>('directorySources'),
  sessionRecord: token<SessionRecord>('sessionRecord'),
  sessionTokens: token<SessionTokens>('sessionTokens'),
  settingsStore: token<SettingsStore>('settingsStore'),
  approvalStore: token<ApprovalStore>('approvalStore'),
  approvalLedger: token<ApprovalLedger>('approvalLedger'),
  approvalRules: token<ApprovalRulesStore>('approvalRules'),
  projectStore: token<ProjectStore>('projectStore'),
  projectFolders: token<ProjectFolders>('projectFolders'),
  planDocument: token<PlanDocument>('planDocument'),
  secrets: token<Secrets>('secrets'),
  guardedPlaces: token<GuardedPlaces>('guardedPlaces'),
  pushSender: token<PushSender>('pushSender'),
  pushSubscriptions: token<PushSubscriptions>('pushSubscriptions'),
  operatorToken: token<OperatorToken>('operatorToken'),
  accessTokens: token<AccessTokens | null>('accessTokens'),
  simulator: token<Simulator>('simulator'),
  portScan: token<PortScan>('portScan'),
  seal: token<Seal>('seal'),
  transcriber: token<Transcriber>('transcriber'),

  // Values of the configuration.
  passesClipboard: token<boolean>('passesClipboard'),
  /** Host name that previews are shown on; `null` when there is none. */
  previewHost: token<string | null>('previewHost'),
  /** Port that the hub listens on. */
  ownPort: token<() => number>('ownPort'),
  /** Language of a dictation whose request names none: ISO 639. */
  speechLanguage: token<string>('speechLanguage'),
  prefix: token<string>('prefix'),
  defaultDirectory: token<string>('defaultDirectory'),
  hubUrl: token<string>('hubUrl'),
  projectRoots: token<ReadonlyArray<string>>('projectRoots'),
  timeZone: token<string>('timeZone'),

  // Records of features, and functions and values that several of them take.
  withLock: token<WithLock>('withLock'),
  feed: token<Feed>('feed'),
  readSessionList: token<ReadSessionList>('readSessionList'),
  attention: token<AttentionFeature>('attention'),
  approvals: token<ApprovalsFeature>('approvals'),
  push: token<PushFeature>('push'),
  access: token<AccessFeature>('access'),
  sessions: token<SessionsFeature>('sessions'),
  settings: token<SettingsFeature>('settings'),
  terminal: token<TerminalFeature>('terminal'),
  mata: token<MataFeature>('mata'),
  preview: token<PreviewFeature>('preview'),
  voice: token<VoiceFeature>('voice'),
  projects: token<ProjectsFeature>('projects'),
  keepIdeas: token<KeepIdeas>('keepIdeas'),
  repo: token<RepoFeature>('repo'),
}
