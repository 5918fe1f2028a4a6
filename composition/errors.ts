/**
 * Errors of ports and features: records that are told apart by `_tag`, and the unions that operations fail with.
 *
 * @packageDocumentation
 */
export type { DecideApprovalError } from '../application/approvals/approval-desk.js'
export type { BrainstormCardError } from '../application/board/brainstorm-card.js'
export type { ChangeCardError } from '../application/board/change-card.js'
export type { FinishCardError } from '../application/board/finish/finish-card.js'
export type { FinishGateError } from '../application/board/finish/check-finish.js'
export type { GitFault } from '../application/board/git-repository.port.js'
export type { ImplementCardError } from '../application/board/implement-card.js'
export type { SpawnForCardError } from '../application/board/spawn-session.js'
export type { SpawnSessionError } from '../application/board/spawn-session.js'
export type { MakeError, PlaceError, StoreError } from '../application/files/project-files.port.js'
export type { CreateProjectError } from '../application/projects/change-projects.js'
export type { CreateSessionError } from '../application/sessions/create-session.js'
export type { RenameSessionError } from '../application/sessions/rename-session.js'
export type { ChangeWebhookError } from '../application/webhooks/manage-webhooks.js'
export type { RestoreSessionError } from '../application/sessions/restore-session.js'
export type { StartSessionError } from '../application/sessions/start-session.js'
export { unavailable, type Unavailable } from '../application/shared/errors.js'
export type { BadAccessToken, Forbidden, Unauthenticated } from '../domain/access/errors.js'
export type { DecideFault } from '../domain/approvals/decision.js'
export type {
  ApprovalNotPending,
  DialogChanged,
  DigestMismatch,
  InvalidAnswers,
  InvalidDecision,
  InvalidEdit,
  InvalidReason,
  InvalidRule,
  ReasonProblem,
  RuleNotFound,
  WrongDecisionToken,
} from '../domain/approvals/errors.js'
export { FINISH_REASONS, OBSTACLES, type FinishReason, type Obstacle } from '../domain/board/finish-reason.js'
export type { ObstacleFiles } from '../domain/board/preflight.js'
export type { ChangeError } from '../domain/board/changes.js'
export type {
  BadCard,
  BaseMoved,
  CardBlocked,
  CardConflict,
  CardNotFound,
  FinishFailed,
  FinishObstructed,
  IsolationUnavailable,
  MergeRefused,
  NoSpec,
  NotReviewable,
  NotUndoable,
  PushFailed,
  PushRefused,
  RemoteSilent,
  UnknownProject,
  WorktreeRefused,
} from '../domain/board/errors.js'
export type {
  BadFileName,
  BadPath,
  FileExists,
  FileNotFound,
  FileTooLarge,
  IntoSelf,
  NotAFile,
  NotAFolder,
  NotPermitted,
  OtherFileSystem,
  OutsideRoot,
  PathError,
  SamePath,
  TrashFailed,
  TrashUnavailable,
  UploadBroken,
  WriteFailed,
} from '../domain/files/errors.js'
export type { GateWeakened } from '../domain/hooks/errors.js'
export type { GateWeakness } from '../domain/hooks/installation.js'
export type {
  InvalidProject,
  PathOutsideRoots,
  PlanChanged,
  ProjectNotFound,
  ProjectPathMissing,
  ProjectPathTaken,
} from '../domain/projects/errors.js'
export type {
  CommitNotFound,
  GitRefused,
  InvalidCommitId,
  NotARepository,
  NotComparable,
} from '../domain/repo/errors.js'
export type {
  ControlCharacters,
  InvalidNewSessionName,
  InvalidSessionName,
  PromptNotTaken,
  SessionDiedAtOnce,
  SessionExists,
  SessionNotFound,
  SessionNotKnown,
  SessionRunning,
  UnusableDirectory,
} from '../domain/sessions/errors.js'
export type { InvalidSettings } from '../domain/settings/errors.js'
export type { InvalidTimeZone } from '../domain/usage/errors.js'
export type { TranscriptionFailed } from '../domain/voice/errors.js'
export type { InvalidWebhook, WebhookNotFound } from '../domain/webhooks/errors.js'
