import { faultText, type Unavailable } from '../../../application/shared/errors.js'
import type { Reply } from '../../../infrastructure/http/reply.js'
import { SESSION_FILE_ROWS } from './session-files.errors.js'
import type { AppError, ErrorTag } from './app-error.js'
import { BROWSE_ROWS } from './browse.errors.js'
import type { ErrorRow } from './error-row.js'
import { FILE_ROWS } from './files.errors.js'
import { MATA_ROWS } from './mata.errors.js'
import { PREVIEW_ROWS } from './preview.errors.js'
import { VOICE_ROWS } from './voice.errors.js'
import { withoutPaths } from './without-paths.js'
import { USAGE_ROWS } from './usage.errors.js'

type Row<Tag extends ErrorTag> = ErrorRow<Extract<AppError, { readonly _tag: Tag }>>

const CONTROL_CHARACTERS = {
  command: 'Invalid command: no control characters other than tab and line feed',
  prompt: 'Invalid prompt: no NUL characters',
} as const

const SUBSCRIPTION_WORDS = {
  subscription: 'Missing subscription',
  device: 'Missing or invalid deviceId',
  endpoint: 'Invalid subscription',
  keys: 'Invalid subscription',
  host: 'Invalid subscription',
} as const

/** Status and words of every error. Routes may replace the words, never the status. */
const ROWS: { readonly [Tag in ErrorTag]: Row<Tag> } = {
  BadCard: { status: 400, text: 'Bad request', more: ({ detail }) => ({ detail }) },
  BranchDiffFailed: {
    status: 500,
    text: 'Failed to compute branch diff',
    more: ({ detail }) => ({ detail: withoutPaths(detail) }),
  },
  CardBlocked: { status: 409, text: 'blocked', more: ({ blockedBy }) => ({ blockedBy }) },
  CardNotFound: { status: 404, text: 'Card not found' },
  ...BROWSE_ROWS,
  ...SESSION_FILE_ROWS,
  ...FILE_ROWS,
  ...VOICE_ROWS,
  ...MATA_ROWS,
  ...USAGE_ROWS,
  ...PREVIEW_ROWS,
  CommitNotFound: { status: 404, text: 'Commit not found' },
  ControlCharacters: { status: 400, text: ({ field }) => CONTROL_CHARACTERS[field] },
  FinishFailed: {
    status: 500,
    text: 'Failed to finish card',
    more: ({ detail }) => ({ detail: withoutPaths(detail) }),
  },
  FinishNotFound: { status: 404, text: 'Finish not found' },
  FinishObstructed: {
    status: 409,
    text: 'preflight',
    more: ({ reasons, files, detail }) => ({
      reason: reasons[0] ?? 'preflight-error',
      reasons,
      files,
      ...(detail === null ? {} : { detail: withoutPaths(detail) }),
    }),
  },
  Forbidden: { status: 403, text: 'Forbidden' },
  ForeignHost: { status: 403, text: ({ header }) => `${header} not allowed: name it in PUBLIC_HOSTS` },
  GateWeakened: {
    status: 409,
    text: 'gate-weakened',
    more: ({ weaknesses }) => ({
      weaknesses: weaknesses.map(({ file, what }) => `${file.split('/').at(-1) ?? ''}: ${what}`),
    }),
  },
  InvalidCommitId: { status: 400, text: 'Invalid sha' },
  BadAccessToken: { status: 401, text: 'Unauthorized (JWT)' },
  AlarmNotFound: { status: 404, text: 'not-found' },
  ApprovalNotPending: { status: 404, text: 'not-found-or-resolved' },
  DigestMismatch: { status: 409, text: 'digest-mismatch' },
  DuplicateBudget: {
    status: 400,
    text: 'Invalid body',
    more: ({ index }) => ({ at: [`budgets.${String(index)}.scope`] }),
  },
  InvalidDecision: { status: 400, text: 'Invalid decision' },
  InvalidEdit: { status: 400, text: 'Invalid updatedInput', more: ({ reason }) => ({ reason }) },
  InvalidInput: { status: 400, text: 'Invalid body', more: ({ at }) => ({ at }) },
  InvalidNewSessionName: { status: 400, text: 'Invalid new session name' },
  InvalidPlanEdit: { status: 400, text: 'Bad request', more: ({ detail }) => ({ detail }) },
  InvalidProject: { status: 400, text: 'Bad request', more: ({ detail }) => ({ detail }) },
  InvalidSessionName: { status: 400, text: 'Invalid session name' },
  InvalidSettings: {
    status: 400,
    text: ({ hasValid }) => (hasValid ? 'Invalid body' : 'no valid settings in body'),
    more: ({ at }) => ({ at }),
  },
  InvalidSubscription: { status: 400, text: ({ part }) => SUBSCRIPTION_WORDS[part] },
  IsolationUnavailable: { status: 409, text: 'isolation-unavailable', more: ({ detail }) => ({ detail }) },
  MergeRefused: { status: 500, text: ({ step }) => step, more: ({ detail }) => ({ detail: withoutPaths(detail) }) },
  MissingSessionHeader: { status: 400, text: 'Missing or invalid X-Penates-Session' },
  NoBranch: { status: 400, text: 'Card has no branch yet' },
  NoSpec: { status: 400, text: 'This card has no spec yet — finish the brainstorming step first' },
  NotReviewable: { status: 400, text: 'Card must be in review with a branch' },
  NotUndoable: {
    status: 409,
    text: 'not-undoable',
    more: ({ reason, detail }) => ({ reason, ...(detail === null ? {} : { detail: withoutPaths(detail) }) }),
  },
  NotABoolean: { status: 400, text: ({ key }) => `${key} must be a boolean` },
  NotExecutable: { status: 400, text: 'not-executable', more: ({ id }) => ({ id }) },
  NotManaged: { status: 409, text: 'not-managed', more: ({ target, hint }) => ({ target, hint }) },
  NothingToMigrate: { status: 409, text: 'Nothing to migrate' },
  PathOutsideRoots: { status: 403, text: 'path outside allowed roots' },
  PlanChanged: { status: 409, text: 'document-changed', more: ({ docRev }) => ({ docRev }) },
  PlanIncomplete: {
    status: 400,
    text: 'ROADMAP.md structure incomplete',
    more: ({ missing }) => ({ detail: `${missing}-section-missing` }),
  },
  PlanOrderUnsupported: {
    status: 400,
    text: 'Unsupported section order',
    more: () => ({ detail: 'expected Released, In Development, Changelog' }),
  },
  PlanSectionNotFound: {
    status: 409,
    text: 'Section not found in ROADMAP.md',
    more: ({ section }) => ({ detail: section }),
  },
  ProjectNotFound: { status: 404, text: 'Project not found' },
  ProjectPathMissing: { status: 400, text: 'path required' },
  ProjectPathTaken: {
    status: 409,
    text: 'path is already registered as another project',
    more: ({ id }) => ({ id }),
  },
  PushFailed: {
    status: 502,
    text: 'push',
    more: ({ detail, isPending }) => ({
      reason: 'push-failed',
      merged: false,
      pending: isPending,
      detail: withoutPaths(detail),
    }),
  },
  PushNotConfigured: { status: 503, text: 'VAPID not configured' },
  RepoUnreadable: {
    status: 500,
    text: 'The repository could not be read',
    more: ({ detail }) => ({ message: detail, detail }),
  },
  SessionDiedAtOnce: {
    status: 500,
    text: diedText,
    more: ({ exitCode, lastLines }) => ({ exitCode, lastLines }),
  },
  SessionExists: { status: 409, text: 'Session with this name already exists' },
  SessionFolderUnknown: { status: 404, text: 'Session cwd not found' },
  SessionNotFound: { status: 404, text: 'Session not found' },
  SessionNotKnown: { status: 404, text: 'Session not in known-sessions' },
  SessionRunning: { status: 409, text: 'Session with this name is already running' },
  StaleItemLine: {
    status: 409,
    text: 'Stale line offset',
    more: ({ line }) => ({ detail: `line ${String(line)} is no item of this section` }),
  },
  TooManyRequests: {
    status: 429,
    text: 'Rate limit exceeded',
    more: ({ retryAfterSeconds }) => ({ retryAfter: retryAfterSeconds }),
    headers: ({ retryAfterSeconds }) => ({ 'Retry-After': String(retryAfterSeconds) }),
  },
  TooManySubscriptions: { status: 409, text: ({ max }) => `Too many subscriptions: ${String(max)} at most` },
  Unauthenticated: { status: 401, text: 'Unauthorized' },
  Unavailable: { status: 500, text: unavailableText },
  UnusableDirectory: {
    status: 400,
    text: ({ reason }) => (reason === 'not-found' ? 'directory-not-found' : reason),
    more: ({ directory }) => ({ directory }),
  },
  UpdateGuarded: { status: 409, text: 'guard', more: ({ reason }) => ({ reason }) },
  WorktreeRefused: { status: 500, text: ({ detail }) => `worktree setup failed: ${withoutPaths(detail)}` },
  WrongDecisionToken: { status: 403, text: 'bad-token' },
}

function diedText({ name, command, exitCode }: Extract<AppError, { readonly _tag: 'SessionDiedAtOnce' }>): string {
  const how = exitCode === null ? '' : ` with exit status ${String(exitCode)}`
  const program = command === '' ? 'The shell' : `"${command}"`
  return `${program} in session "${name}" exited immediately${how}; the program is probably not on PATH`
}

/**
 * What a client reads of a tool that failed: tmux's own words, of the others what it means. Texts of the system name
 * paths of this machine; those are for the log.
 */
export function unavailableText({ port, detail }: Unavailable): string {
  switch (port) {
    case 'tmux':
      return detail.includes('/') ? 'tmux failed; see the log' : `tmux: ${detail}`
    case 'store':
      return 'It could not be saved: the disk may be full; see the log'
    default:
      return `${port} failed; see the log`
  }
}

/** What a client reads when a route failed. `text` replaces the usual words. */
export function errorReply(error: AppError, text?: string | null): Reply {
  const row = ROWS[error._tag] as Row<ErrorTag>
  const usual = typeof row.text === 'string' ? row.text : row.text(error)
  // What a route could not do, in its own words; why, in the usual ones.
  const isReplaced = error._tag === 'Unavailable' && typeof text === 'string'
  return {
    status: row.status,
    headers: row.headers?.(error) ?? {},
    json: { error: text ?? usual, code: error._tag, ...row.more?.(error), ...(isReplaced ? { detail: usual } : {}) },
    ...(error._tag === 'Unavailable' ? { fault: faultText(error) } : {}),
  }
}

/** The status that an error is answered with, for the API document. */
export const statusOf = (tag: ErrorTag): number => ROWS[tag].status

/** The usual words of an error, for the API document; its name where they depend on what happened. */
export function wordsOf(tag: ErrorTag): string {
  const { text } = ROWS[tag]
  return typeof text === 'string' ? text : tag
}
