import type {
  BadAccessToken,
  Forbidden,
  ForeignHost,
  TooManyRequests,
  Unauthenticated,
} from '../../../domain/access/errors.js'
import type {
  InvalidPlanEdit,
  InvalidProject,
  NothingToMigrate,
  PathOutsideRoots,
  PlanChanged,
  PlanIncomplete,
  PlanOrderUnsupported,
  PlanSectionNotFound,
  ProjectNotFound,
  ProjectPathMissing,
  ProjectPathTaken,
  StaleItemLine,
} from '../../../domain/projects/errors.js'
import type {
  BadCard,
  CardBlocked,
  CardNotFound,
  FinishFailed,
  FinishNotFound,
  FinishObstructed,
  IsolationUnavailable,
  MergeRefused,
  NoBranch,
  NoSpec,
  NotReviewable,
  NotUndoable,
  PushFailed,
  WorktreeRefused,
} from '../../../domain/board/errors.js'
import type { DuplicateBudget } from '../../../domain/usage/budget-errors.js'
import type { CommitNotFound, InvalidCommitId } from '../../../domain/repo/errors.js'
import type { GateWeakened } from '../../../domain/hooks/errors.js'
import type {
  AlarmNotFound,
  ApprovalNotPending,
  DigestMismatch,
  InvalidDecision,
  InvalidEdit,
  WrongDecisionToken,
} from '../../../domain/approvals/errors.js'
import type {
  ControlCharacters,
  InvalidNewSessionName,
  InvalidSessionName,
  SessionDiedAtOnce,
  SessionExists,
  SessionFolderUnknown,
  SessionNotFound,
  SessionNotKnown,
  SessionRunning,
  UnusableDirectory,
} from '../../../domain/sessions/errors.js'
import type { InvalidSubscription, PushNotConfigured, TooManySubscriptions } from '../../../domain/push/errors.js'
import type { NotManaged } from '../../../domain/server/errors.js'
import type { NotExecutable, UpdateGuarded } from '../../../domain/updates/errors.js'
import type { InvalidSettings } from '../../../domain/settings/errors.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { InvalidInput } from '../../../infrastructure/codec/decode.js'
import type { BrowseError } from './browse.errors.js'
import type { SessionFileError } from './session-files.errors.js'
import type { MataError } from './mata.errors.js'
import type { PreviewError } from './preview.errors.js'
import type { VoiceError } from './voice.errors.js'
import type { FileError } from './files.errors.js'
import type { UsageError } from './usage.errors.js'

/** A key that has to be `true` or `false` is something else. */
export interface NotABoolean {
  readonly _tag: 'NotABoolean'
  readonly key: string
}
export const notABoolean = (key: string): NotABoolean => ({ _tag: 'NotABoolean', key })

/** Git, or the folder it was to read, failed us. */
export interface RepoUnreadable {
  readonly _tag: 'RepoUnreadable'
  readonly detail: string
}
export const repoUnreadable = (detail: string): RepoUnreadable => ({ _tag: 'RepoUnreadable', detail })

/** A branch could not be compared with its base. */
export interface BranchDiffFailed {
  readonly _tag: 'BranchDiffFailed'
  readonly detail: string
}
export const branchDiffFailed = (detail: string): BranchDiffFailed => ({ _tag: 'BranchDiffFailed', detail })

/** A coding agent reports without saying for which session, or under a name that cannot be one. */
export interface MissingSessionHeader {
  readonly _tag: 'MissingSessionHeader'
}
export const missingSessionHeader: MissingSessionHeader = { _tag: 'MissingSessionHeader' }

/** Everything that any route or socket can answer with. A new member does not compile until `error-body.ts` has a row. */
export type AppError =
  | BrowseError
  | SessionFileError
  | VoiceError
  | MataError
  | PreviewError
  | AlarmNotFound
  | ApprovalNotPending
  | BadAccessToken
  | BadCard
  | BranchDiffFailed
  | CardBlocked
  | CardNotFound
  | CommitNotFound
  | ControlCharacters
  | DigestMismatch
  | DuplicateBudget
  | FileError
  | FinishFailed
  | FinishNotFound
  | FinishObstructed
  | Forbidden
  | ForeignHost
  | InvalidCommitId
  | InvalidDecision
  | InvalidEdit
  | InvalidInput
  | InvalidNewSessionName
  | InvalidPlanEdit
  | InvalidProject
  | InvalidSessionName
  | InvalidSettings
  | InvalidSubscription
  | IsolationUnavailable
  | MergeRefused
  | MissingSessionHeader
  | NoBranch
  | NoSpec
  | NotABoolean
  | NotExecutable
  | NotManaged
  | NotReviewable
  | NotUndoable
  | NothingToMigrate
  | PathOutsideRoots
  | PlanChanged
  | PlanIncomplete
  | PlanOrderUnsupported
  | PlanSectionNotFound
  | ProjectNotFound
  | ProjectPathMissing
  | ProjectPathTaken
  | PushFailed
  | PushNotConfigured
  | RepoUnreadable
  | GateWeakened
  | SessionDiedAtOnce
  | SessionExists
  | SessionFolderUnknown
  | SessionNotFound
  | SessionNotKnown
  | SessionRunning
  | StaleItemLine
  | TooManyRequests
  | TooManySubscriptions
  | Unauthenticated
  | Unavailable
  | UnusableDirectory
  | UpdateGuarded
  | UsageError
  | WorktreeRefused
  | WrongDecisionToken

export type ErrorTag = AppError['_tag']
