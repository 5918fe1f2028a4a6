import { parseSessionName } from '../../../../domain/sessions/session-name.js'
import { MAX_TIMELINE_PAGE, TIMELINE_KINDS, type TimelineKind } from '../../../../domain/timeline/timeline.js'
import { integerWithin, optionalTime, queryCodec, shortText } from '../../../../infrastructure/codec/codecs.js'
import { route } from '../routing/route.js'
import { AbsenceJson, TimelineJson } from './codec.js'

type Kinds = ReadonlyArray<TimelineKind>

const isKinds = (value: unknown): value is Kinds =>
  Array.isArray(value) && value.every((kind) => TIMELINE_KINDS.some((known) => known === kind))

/** Kinds under a repeated key; all of them without a known one. */
const kinds = queryCodec<Kinds>(
  'TimelineKinds',
  isKinds,
  (values) => {
    const wanted = TIMELINE_KINDS.filter((kind) => values.includes(kind))
    return wanted.length === 0 ? TIMELINE_KINDS : wanted
  },
  (wanted) => wanted,
  { type: 'array', items: { type: 'string', enum: [...TIMELINE_KINDS] } },
)

/** Longest cursor in UTF-16 code units. */
const MAX_CURSOR = 2_000

export const readTimeline = route({
  method: 'GET',
  path: '/api/sessions/:name/timeline',
  params: { name: parseSessionName },
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  query: {
    kind: kinds,
    cursor: shortText(MAX_CURSOR),
    limit: integerWithin({ min: 1, max: MAX_TIMELINE_PAGE, fallback: 200 }),
  },
  answers: { 200: TimelineJson },
  errors: { InvalidSessionName: null, SessionNotFound: null },
  summary:
    'What happened in a session since it started, newest first: turns and calls from its transcripts, decided calls, commits of its folder, cost and limits. `cursor` is `next` of the page before; sources that cannot be read are in `missing`',
})

export const readAbsence = route({
  method: 'GET',
  path: '/api/absence',
  tokens: ['operator'],
  rate: 'read',
  query: { since: optionalTime },
  answers: { 200: AbsenceJson },
  errors: {},
  summary:
    'Sessions in which something happened since a time, at most 30 days ago: new activity, approvals that wait or were decided, commits, cost',
})
