import type { ApprovalError } from './approvals/errors.js'
import type { BackgroundAgentError } from './background-agents/errors.js'
import type { BoardError } from './board/errors.js'
import type { ConversationError } from './conversations/errors.js'
import type { BrowseError } from './files/browse.errors.js'
import type { FileError } from './files/errors.js'
import type { HookError } from './hooks/errors.js'
import type { MataError } from './mata/errors.js'
import type { PreviewError } from './preview/errors.js'
import type { ProjectError } from './projects/errors.js'
import type { PromptError } from './prompts/errors.js'
import type { PushError } from './push/errors.js'
import type { RecordingError } from './recordings/errors.js'
import type { RepoError } from './repo/errors.js'
import type { RequestError } from './routing/errors.js'
import type { ServerError } from './server/errors.js'
import type { SessionError } from './sessions/errors.js'
import type { SessionFileError } from './files/session-files.errors.js'
import type { SettingsError } from './settings/errors.js'
import type { TokenError } from './tokens/errors.js'
import type { UpdateError } from './updates/errors.js'
import type { UsageError } from './usage/errors.js'
import type { VoiceError } from './voice/errors.js'
import type { WebhookError } from './webhooks/errors.js'

/** Every error that a route or socket answers with. A new member does not compile until `error-body.ts` has its row. */
export type AppError =
  | ApprovalError
  | BackgroundAgentError
  | BoardError
  | BrowseError
  | ConversationError
  | FileError
  | HookError
  | MataError
  | PreviewError
  | ProjectError
  | PromptError
  | PushError
  | RecordingError
  | RepoError
  | RequestError
  | ServerError
  | SessionError
  | SessionFileError
  | SettingsError
  | TokenError
  | UpdateError
  | UsageError
  | VoiceError
  | WebhookError

export type ErrorTag = AppError['_tag']
