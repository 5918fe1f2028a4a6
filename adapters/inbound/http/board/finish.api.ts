import * as t from 'io-ts'
import { flag, recordOf, texts } from '../../../../infrastructure/codec/codecs.js'
import { keyed } from '../../../../infrastructure/codec/json-of.js'
import { CleanupJson } from './codec.js'
import { BoardForecastJson, FinishedJson, FinishJson, PreflightJson, StashJson, UndoneJson } from './finish.codec.js'
import { Ok, route } from '../routing/route.js'

/**
 * Merges, pushes, tidies up. Answers at the end, or with `Prefer: respond-async` at once with 202: then
 * `finish-progress` on `/api/notifications/events` tells how far it is, and `GET /api/board/finishes/:id` as well.
 */
export const finishCard = route({
  method: 'POST',
  path: '/api/board/cards/:id/finish',
  tokens: ['operator'],
  rate: 'write',
  headers: { Prefer: '`respond-async` answers at once with 202.' },
  /**
   * `push: false` merges on this machine only, and needs no remote. `line` is the text of the line in the change log, for
   * one other than the card's title.
   */
  body: recordOf({}, { push: t.boolean, line: t.string }),
  answers: { 200: FinishedJson, 202: FinishJson },
  errors: {
    CardNotFound: null,
    NotReviewable: null,
    ProjectNotFound: null,
    FinishObstructed: null,
    FinishFailed: null,
    MergeRefused: null,
    PushFailed: null,
    Unavailable: 'Failed to finish card',
  },
  summary: 'Merge a reviewed card’s branch with its line of the change log, push it, and tidy up behind it',
})

export const readPreflight = route({
  method: 'GET',
  path: '/api/board/cards/:id/preflight',
  tokens: ['operator'],
  rate: 'read',
  /** `local=1`: as for a finish with `push: false`. */
  query: { local: flag },
  answers: { 200: PreflightJson },
  errors: { CardNotFound: null, NotReviewable: null, ProjectNotFound: null, FinishFailed: null },
  summary: 'Everything that stands in the way of a finish; changes nothing',
})

const OBSTACLE_ERRORS = {
  CardNotFound: null,
  NotReviewable: null,
  ProjectNotFound: null,
  FinishFailed: null,
  GitRefused: null,
} as const

export const commitWorktree = route({
  method: 'POST',
  path: '/api/board/cards/:id/commit',
  tokens: ['operator'],
  rate: 'write',
  body: recordOf({ message: t.string }, {}),
  answers: { 200: keyed('commit', t.string) },
  errors: OBSTACLE_ERRORS,
  summary: 'Commit all open changes of a card’s worktree; hooks of the repository run',
})

export const stashChanges = route({
  method: 'POST',
  path: '/api/board/cards/:id/stash',
  tokens: ['operator'],
  rate: 'write',
  body: recordOf({ place: t.keyof({ worktree: null, checkout: null }) }, {}),
  answers: { 200: keyed('stashes', t.readonlyArray(StashJson)) },
  errors: OBSTACLE_ERRORS,
  summary:
    'Put all open changes of a card’s worktree, or of the project’s checkout, into git stashes with the card’s title',
})

export const applyStash = route({
  method: 'POST',
  path: '/api/board/cards/:id/stashes/:stash/apply',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: Ok },
  errors: OBSTACLE_ERRORS,
  summary: 'Apply a stash where its branch is checked out, else in the project’s folder, and drop it',
})

export const removeWorktree = route({
  method: 'DELETE',
  path: '/api/board/cards/:id/worktree',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: CleanupJson },
  errors: { CardNotFound: null, ProjectNotFound: null, FinishFailed: null, GitRefused: null },
  summary: 'Remove the worktree that has the branch of a done card, and then the branch; what is not committed stays',
})

export const updateBase = route({
  method: 'POST',
  path: '/api/board/cards/:id/update-base',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: t.strict({ base: t.string, commit: t.string }) },
  errors: OBSTACLE_ERRORS,
  summary: 'Fetch the base branch of a card and move the local one forward to it',
})

export const undoFinish = route({
  method: 'POST',
  path: '/api/board/cards/:id/undo',
  tokens: ['operator'],
  rate: 'write',
  /** `revert: true` allows a commit that takes the merge back, and pushing it, where the base cannot be moved back. */
  body: recordOf({}, { revert: t.boolean }),
  answers: { 200: UndoneJson },
  errors: { CardNotFound: null, NotUndoable: null },
  summary: 'Take the last finish of a card back: base, branch, worktree and card',
})

export const readFinish = route({
  method: 'GET',
  path: '/api/board/finishes/:id',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: FinishJson },
  errors: { FinishNotFound: null },
  summary: 'How far a finish is, or how it ended',
})

export const listFinishes = route({
  method: 'GET',
  path: '/api/board/finishes',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: keyed('finishes', t.readonlyArray(FinishJson)) },
  errors: {},
  summary: 'Finishes of the last 30 days, newest first: which ended how, also after a crash',
})

/** Projects and cards of a request. Each takes a git or more. */
const [MAX_FORECAST_PROJECTS, MAX_SIZED_CARDS] = [100, 100]

export const readForecast = route({
  method: 'GET',
  path: '/api/board/forecast',
  tokens: ['operator'],
  rate: 'read',
  query: { projectId: texts(MAX_FORECAST_PROJECTS), card: texts(MAX_SIZED_CARDS) },
  answers: { 200: BoardForecastJson },
  errors: { ProjectNotFound: null },
  summary:
    'Which running cards of a project, or of several, will not merge with each other, in which order to finish them, and the size of the branch of each `card`',
})
