import type { AccessFeature } from '../../application/access/access-feature.js'
import type { ApprovalsFeature } from '../../application/approvals/approvals-feature.js'
import type { AttentionFeature } from '../../application/attention/attention-feature.js'
import type { BackgroundAgentsFeature } from '../../application/background-agents/background-agents-feature.js'
import type { BoardFeature } from '../../application/board/board-feature.js'
import type { FilesFeature } from '../../application/files/files-feature.js'
import type { HooksFeature } from '../../application/hooks/hooks-feature.js'
import type { MataFeature } from '../../application/mata/mata-feature.js'
import type { ReadSessionList } from '../../application/overview/read-session-list.js'
import type { PreviewFeature } from '../../application/preview/preview-feature.js'
import type { KeepIdeas } from '../../application/projects/plans.js'
import type { ProjectsFeature } from '../../application/projects/projects-feature.js'
import type { PromptsFeature } from '../../application/prompts/prompts-feature.js'
import type { PushFeature } from '../../application/push/push-feature.js'
import type { RecordingsFeature } from '../../application/recordings/recordings-feature.js'
import type { RepoFeature } from '../../application/repo/repo-feature.js'
import type { ServerFeature } from '../../application/server/server-feature.js'
import type { SessionDirectory } from '../../application/sessions/session-directory.js'
import type { SessionsFeature } from '../../application/sessions/sessions-feature.js'
import type { SettingsFeature } from '../../application/settings/settings-feature.js'
import type { Feed } from '../../application/shared/feed.js'
import type { WithLock } from '../../application/shared/keyed-lock.js'
import type { TerminalFeature } from '../../application/terminal/terminal-feature.js'
import type { UpdatesFeature } from '../../application/updates/updates-feature.js'
import type { UsageFeature } from '../../application/usage/usage-feature.js'
import type { WebhooksFeature } from '../../application/webhooks/webhooks-feature.js'
import type { ConversationsFeature } from '../../application/conversations/conversations-feature.js'
import type { TimelineFeature } from '../../application/timeline/timeline-feature.js'
import type { VoiceFeature } from '../../application/voice/voice-feature.js'
import { token } from './provide.js'
import type { HubTools } from '../tools/tools.js'

/** Everything that is bound: the ports together, the records of features, and functions that several of them take. */
export const TOKENS = {
  tools: token<HubTools>('tools'),
  /** Port that the hub listens on; 0 before the first request. */
  ownPort: token<() => number>('ownPort'),
  withLock: token<WithLock>('withLock'),
  feed: token<Feed>('feed'),
  sessionDirectory: token<SessionDirectory>('sessionDirectory'),
  readSessionList: token<ReadSessionList>('readSessionList'),
  board: token<BoardFeature>('board'),
  files: token<FilesFeature>('files'),
  hooks: token<HooksFeature>('hooks'),
  server: token<ServerFeature>('server'),
  updates: token<UpdatesFeature>('updates'),
  usage: token<UsageFeature>('usage'),
  attention: token<AttentionFeature>('attention'),
  approvals: token<ApprovalsFeature>('approvals'),
  push: token<PushFeature>('push'),
  access: token<AccessFeature>('access'),
  sessions: token<SessionsFeature>('sessions'),
  settings: token<SettingsFeature>('settings'),
  terminal: token<TerminalFeature>('terminal'),
  backgroundAgents: token<BackgroundAgentsFeature>('backgroundAgents'),
  mata: token<MataFeature>('mata'),
  preview: token<PreviewFeature>('preview'),
  conversations: token<ConversationsFeature>('conversations'),
  voice: token<VoiceFeature>('voice'),
  timeline: token<TimelineFeature>('timeline'),
  prompts: token<PromptsFeature>('prompts'),
  webhooks: token<WebhooksFeature>('webhooks'),
  projects: token<ProjectsFeature>('projects'),
  recordings: token<RecordingsFeature>('recordings'),
  keepIdeas: token<KeepIdeas>('keepIdeas'),
  repo: token<RepoFeature>('repo'),
}
