import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { discardNotFound, type DiscardNotFound } from '../../../../domain/repo/errors.js'
import { isDiscardId, type ComparedWith, type DiscardId } from '../../../../domain/repo/work-tree.js'
import { parseSessionName } from '../../../../domain/sessions/session-name.js'
import { CONTEXT_LINES } from '../../../../domain/repo/file-diff.js'
import {
  clampedInteger,
  integer,
  integerWithin,
  queryCodec,
  recordOf,
  texts,
} from '../../../../infrastructure/codec/codecs.js'
import {
  BranchesJson,
  ChangesJson,
  CommitJson,
  CommittedJson,
  DiscardedJson,
  GlanceJson,
  LogJson,
  RestoredJson,
} from './codec.js'
import { Ok, route } from '../routing/route.js'

/** Patches that were deferred are asked for by path; a renamed file by both of its names. */
const path = texts(20)

/** Lines around a change; whole files are shorter than the most, for longer patches are not shown at all. */
const context = integerWithin({ min: CONTEXT_LINES, max: 1_000_000, fallback: CONTEXT_LINES })

const COMPARED_WITH: ReadonlyArray<string> = ['index', 'head', 'branch'] satisfies ReadonlyArray<ComparedWith>

const isComparedWith = (value: unknown): value is ComparedWith =>
  typeof value === 'string' && COMPARED_WITH.includes(value)

const base = queryCodec<ComparedWith>(
  'ComparedWith',
  isComparedWith,
  ([value]) => (isComparedWith(value) ? value : 'index'),
  (value) => [value],
  { type: 'string', enum: COMPARED_WITH, default: 'index' },
)

const discardIdIn = (text: string): E.Either<DiscardNotFound, DiscardId> =>
  isDiscardId(text) ? E.right(text) : E.left(discardNotFound(text))

const MAX_SKIP = 1_000_000_000

export const readChanges = route({
  method: 'GET',
  path: '/api/sessions/:name/diff',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'read',
  inOrder: true,
  query: { path, context, base },
  answers: { 200: ChangesJson },
  errors: { InvalidSessionName: null, SessionFolderUnknown: null, RepoUnreadable: 'diff failed' },
  summary:
    'What the work tree of a session has that its last commit, or base=, has not; of some paths only, with path=',
})

export const readLog = route({
  method: 'GET',
  path: '/api/sessions/:name/git/log',
  isTagged: true,
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'read',
  inOrder: true,
  query: {
    limit: clampedInteger({ min: 0, max: 200, fallback: 50 }),
    skip: clampedInteger({ min: 0, max: MAX_SKIP, fallback: 0 }),
    before: texts(1),
  },
  answers: { 200: LogJson },
  errors: { InvalidSessionName: null, SessionFolderUnknown: null, RepoUnreadable: 'log failed' },
  summary: 'History of a session’s repository from its head back, newest first',
})

export const readBranches = route({
  method: 'GET',
  path: '/api/sessions/:name/git/branches',
  isTagged: true,
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'read',
  inOrder: true,
  answers: { 200: BranchesJson },
  errors: { InvalidSessionName: null, SessionFolderUnknown: null, RepoUnreadable: 'branches failed' },
  summary: 'Local and remote branches of a session’s repository',
})

export const readCommit = route({
  method: 'GET',
  path: '/api/sessions/:name/git/commit/:sha',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'read',
  inOrder: true,
  query: { path, context },
  answers: { 200: CommitJson },
  errors: {
    InvalidSessionName: null,
    InvalidCommitId: null,
    SessionFolderUnknown: null,
    CommitNotFound: null,
    RepoUnreadable: 'commit failed',
  },
  summary: 'A commit with what it changed against its first parent; of some paths only, with path=',
})

const CHANGES = {
  InvalidSessionName: null,
  SessionFolderUnknown: null,
  NotARepository: null,
  GitRefused: null,
  RepoUnreadable: 'The change failed',
} as const

/** Position of a hunk in the patch of a file. */
const hunkIndex = integer

const PathsJson = recordOf({ paths: t.readonlyArray(t.string) }, {})

export const stageChanges = route({
  method: 'POST',
  path: '/api/sessions/:name/git/stage',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  /** Paths are relative to the root of the repository and taken literally. */
  body: PathsJson,
  answers: { 200: Ok },
  errors: CHANGES,
  summary: 'Put files of a session’s work tree into the index',
})

export const unstageChanges = route({
  method: 'POST',
  path: '/api/sessions/:name/git/unstage',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  body: PathsJson,
  answers: { 200: Ok },
  errors: CHANGES,
  summary: 'Take files of a session’s work tree out of the index; a renamed one by both of its names',
})

const HunkJson = recordOf({ path: t.string, digest: t.string, hunk: hunkIndex }, {})

export const stageHunk = route({
  method: 'POST',
  path: '/api/sessions/:name/git/stage-hunk',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  body: HunkJson,
  answers: { 200: Ok },
  errors: { ...CHANGES, ChangeOutdated: null },
  summary: 'Put one hunk of an unstaged change into the index; hunks of the patch with this digest count from 0',
})

export const unstageHunk = route({
  method: 'POST',
  path: '/api/sessions/:name/git/unstage-hunk',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  body: HunkJson,
  answers: { 200: Ok },
  errors: { ...CHANGES, ChangeOutdated: null },
  summary: 'Take one hunk of a staged change out of the index',
})

export const discardChange = route({
  method: 'POST',
  path: '/api/sessions/:name/git/discard',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  /** With the `digest` of the change that was shown, another change is not discarded. */
  body: recordOf(
    { path: t.string, category: t.keyof({ unstaged: null, untracked: null }) },
    { digest: t.string, hunk: hunkIndex },
  ),
  answers: { 200: DiscardedJson },
  errors: { ...CHANGES, ChangeOutdated: null },
  summary:
    'Discard the unstaged change of a file, one hunk of it, or an untracked file; its content is stored for a restore',
})

export const restoreDiscarded = route({
  method: 'POST',
  path: '/api/sessions/:name/git/discards/:id/restore',
  params: { name: parseSessionName, id: discardIdIn },
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: RestoredJson },
  errors: { ...CHANGES, ChangeOutdated: null, DiscardNotFound: null },
  summary: 'Write a discarded file again, unless it was changed since',
})

export const commitStaged = route({
  method: 'POST',
  path: '/api/sessions/:name/git/commit',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  /** With `paths`, the commit is refused when other files are staged. */
  body: recordOf({ message: t.string }, { paths: t.readonlyArray(t.string) }),
  answers: { 200: CommittedJson },
  errors: { ...CHANGES, ChangeOutdated: null },
  summary: 'Commit what is staged in a session’s work tree; hooks of the repository run',
})

export const readGlance = route({
  method: 'GET',
  path: '/api/projects/:id/git',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: GlanceJson },
  errors: { RootNotFound: null, RepoUnreadable: 'Failed to load git info' },
  summary: 'Where the repository of a project, or of session:<name>, stands, and its last five commits',
})
