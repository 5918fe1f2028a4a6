import { parseSessionName } from '../../../../domain/sessions/session-name.js'
import { CONTEXT_LINES } from '../../../../domain/repo/file-diff.js'
import { clampedInteger, integerWithin, texts } from '../../../../infrastructure/codec/codecs.js'
import { BranchesJson, ChangesJson, CommitJson, GlanceJson, LogJson } from './codec.js'
import { route } from '../routing/route.js'

/** Patches that were deferred are asked for by path; a renamed file by both of its names. */
const path = texts(20)

/** Lines around a change; whole files are shorter than the most, for longer patches are not shown at all. */
const context = integerWithin({ min: CONTEXT_LINES, max: 1_000_000, fallback: CONTEXT_LINES })

const MAX_SKIP = 1_000_000_000

export const readChanges = route({
  method: 'GET',
  path: '/api/sessions/:name/diff',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'read',
  inOrder: true,
  query: { path, context },
  answers: { 200: ChangesJson },
  errors: { InvalidSessionName: null, SessionFolderUnknown: null, RepoUnreadable: 'diff failed' },
  summary: 'What the work tree of a session has that its last commit has not; of some paths only, with path=',
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

export const readGlance = route({
  method: 'GET',
  path: '/api/projects/:id/git',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: GlanceJson },
  errors: { RootNotFound: null, RepoUnreadable: 'Failed to load git info' },
  summary: 'Where the repository of a project, or of session:<name>, stands, and its last five commits',
})
