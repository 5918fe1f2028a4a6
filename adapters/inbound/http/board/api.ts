import * as t from 'io-ts'
import { integerWithin, flag, recordOf, texts } from '../../../../infrastructure/codec/codecs.js'
import {
  BranchDiffJson,
  CardChangesJson,
  CardConflictJson,
  CardDraftJson,
  CardJson,
  CardsJson,
  ChangedCardJson,
} from './codec.js'
import { KeptJson } from './finish.codec.js'
import { START_HEADERS } from '../routing/prefer.js'
import { route } from '../routing/route.js'

export const listCards = route({
  method: 'GET',
  path: '/api/board/cards',
  isTagged: true,
  tokens: ['operator', 'session'],
  rate: 'read',
  query: {
    projectId: texts(1),
    q: texts(1),
    archived: flag,
    limit: integerWithin({ min: 1, max: 200, fallback: 50 }),
    before: texts(1),
  },
  answers: { 200: CardsJson },
  errors: {},
  summary:
    'Cards in the order of their creation that hold every word of q=; with archived=1 those done long ago, newest first, before= a card’s id',
})

export const createCard = route({
  method: 'POST',
  path: '/api/board/cards',
  tokens: ['operator', 'session'],
  rate: 'write',
  body: CardDraftJson,
  answers: { 201: CardJson },
  errors: { BadCard: null, UnknownProject: null, Forbidden: null },
  summary: 'Add a card at the end of its stage; its project is registered, unless allowUnknownProject is true',
})

export const changeCard = route({
  method: 'PATCH',
  path: '/api/board/cards/:id',
  tokens: ['operator', 'session'],
  rate: 'write',
  headers: { 'If-Match': 'Revision that the change is based on.' },
  body: CardChangesJson,
  answers: { 200: ChangedCardJson, 409: CardConflictJson },
  errors: { CardNotFound: null, BadCard: null, UnknownProject: null, Forbidden: null },
  summary: 'Change or move a card, all or nothing; If-Match or rev= refuses a card that has changed since',
})

export const deleteCard = route({
  method: 'DELETE',
  path: '/api/board/cards/:id',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: KeptJson, 204: t.void },
  errors: { CardNotFound: null },
  summary: 'Delete a card: end its session, give back what holds no work, and say what was kept',
})

export const restoreCard = route({
  method: 'POST',
  path: '/api/board/cards/:id/restore',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: CardJson },
  errors: { CardNotFound: null, Forbidden: null },
  summary: 'Add a card again that was deleted since the start of the hub, under its id; its session stays ended',
})

const SpawnedJson = t.strict({ session: t.string, reused: t.boolean })
const SPAWN_ERRORS = {
  CardNotFound: null,
  ProjectNotFound: null,
  SessionExists: null,
  SessionDiedAtOnce: null,
  ControlCharacters: null,
  GateWeakened: null,
  UnusableDirectory: null,
  WorktreeRefused: null,
} as const

export const brainstormCard = route({
  method: 'POST',
  path: '/api/board/cards/:id/brainstorm',
  tokens: ['operator'],
  rate: 'write',
  headers: START_HEADERS,
  answers: { 200: SpawnedJson, 201: SpawnedJson, 202: SpawnedJson },
  errors: {
    ...SPAWN_ERRORS,
    InvalidSessionName: 'Cannot derive a valid session name from the idea title',
    Unavailable: 'Failed to start brainstorm session',
  },
  summary: 'Start an agent that works a card’s idea out with the person, or go on with the one that runs',
})

/** 409 `isolation-unavailable` and `blocked` ask for consent: the same call again with the flag that gives it. */
export const implementCard = route({
  method: 'POST',
  path: '/api/board/cards/:id/implement',
  tokens: ['operator'],
  rate: 'write',
  body: recordOf({}, { allowUnisolated: t.boolean, allowBlocked: t.boolean }),
  headers: START_HEADERS,
  answers: { 200: SpawnedJson, 201: SpawnedJson, 202: SpawnedJson },
  errors: {
    ...SPAWN_ERRORS,
    NoSpec: null,
    CardBlocked: null,
    IsolationUnavailable: null,
    InvalidSessionName: 'Cannot derive a valid session name from the idea title',
    Unavailable: 'Failed to start implementation session',
  },
  summary: 'Start an agent that does a card’s work in its own worktree, or go on with the one that runs',
})

export const collectIdeas = route({
  method: 'POST',
  path: '/api/projects/:id/ideagen',
  tokens: ['operator'],
  rate: 'write',
  headers: START_HEADERS,
  answers: { 200: SpawnedJson, 201: SpawnedJson, 202: SpawnedJson },
  errors: {
    ProjectNotFound: null,
    SessionExists: null,
    SessionDiedAtOnce: null,
    ControlCharacters: null,
    GateWeakened: null,
    UnusableDirectory: null,
    InvalidSessionName: 'Cannot derive a valid session name for this project',
    Unavailable: 'Failed to start idea generation session',
  },
  summary: 'Start an agent that collects ideas for a project with the person, or go on with the one that runs',
})

export const readBranchDiff = route({
  method: 'GET',
  path: '/api/board/cards/:id/branch-diff',
  tokens: ['operator'],
  rate: 'read',
  query: { path: texts(20) },
  answers: { 200: BranchDiffJson },
  errors: { CardNotFound: null, NoBranch: null, ProjectNotFound: null, BranchDiffFailed: null },
  summary: 'What a card’s branch has since it left its base; of some paths only, with path=',
})
