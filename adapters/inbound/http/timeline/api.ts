import { parseSessionName } from '../../../../domain/sessions/session-name.js'
import { MAX_TIMELINE_PAGE } from '../../../../domain/timeline/timeline.js'
import { integerWithin, optionalTime, shortText, texts } from '../../../../infrastructure/codec/codecs.js'
import { route } from '../routing/route.js'
import { AbsenceJson, TimelineJson, TodayJson } from './codec.js'

/** Kinds of a request; unknown ones are ignored. */
const MAX_KINDS = 20
/** Longest cursor in UTF-16 code units; a card has a position for each of its sessions. */
const MAX_CURSOR = 8_000

const page = {
  kind: texts(MAX_KINDS),
  at: optionalTime,
  cursor: shortText(MAX_CURSOR),
  limit: integerWithin({ min: 1, max: MAX_TIMELINE_PAGE, fallback: 200 }),
}

export const readTimeline = route({
  method: 'GET',
  path: '/api/sessions/:name/timeline',
  params: { name: parseSessionName },
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  query: page,
  answers: { 200: TimelineJson },
  errors: { InvalidSessionName: null, SessionNotFound: null },
  summary:
    'Turns, calls, decisions, commits, cost and limits of a session since its start, newest first, those after `at` left out; `cursor` is `next` of the page before',
})

export const readCardTimeline = route({
  method: 'GET',
  path: '/api/board/cards/:id/timeline',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  query: page,
  answers: { 200: TimelineJson },
  errors: { CardNotFound: null },
  summary:
    'Turns, calls, decisions and cost of all sessions of a card with the commits of its branch, its moves and finishes, newest first',
})

export const readAbsence = route({
  method: 'GET',
  path: '/api/absence',
  tokens: ['operator'],
  rate: 'read',
  query: { since: optionalTime },
  answers: { 200: AbsenceJson },
  errors: {},
  summary: 'Sessions in which something happened since a time, at most 30 days ago',
})

export const readToday = route({
  method: 'GET',
  path: '/api/today',
  tokens: ['operator'],
  rate: 'read',
  query: { since: optionalTime },
  answers: { 200: TodayJson },
  errors: {},
  summary:
    'What needs a person now, and what happened in each project since a time, at most 30 days ago; without one in the last 24 hours',
})
