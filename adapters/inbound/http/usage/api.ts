import { clampedInteger, text, times } from '../../../../infrastructure/codec/codecs.js'
import { bytes } from '../routing/bytes.codec.js'
import { route } from '../routing/route.js'
import { ConversationUsageJson, UsageJson } from './codec.js'

/** Name of a time zone; that of the hub when it is left out. */
const tz = text

const MAX_DAYS = 90
/** Ten years: exports are meant to contain all recorded usage. */
const MAX_EXPORT_DAYS = 3_660

export const readUsage = route({
  method: 'GET',
  path: '/api/usage/history',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  query: {
    days: clampedInteger({ min: 1, max: MAX_DAYS, fallback: 30, zero: 'min' }),
    ...{ tz, project: text, model: text, day: text },
  },
  answers: { 200: UsageJson },
  errors: { InvalidTimeZone: null, Unavailable: 'Failed to compute usage' },
  summary:
    'What agents have used and what it costs, by day, model, project, session and card; of one project or model, with the hours of a day',
})

/** Turns of a request; those of a longer conversation take several. */
const MAX_TURNS = 200

export const readTurnUsage = route({
  method: 'GET',
  path: '/api/conversations/:agent/:id/turns',
  tokens: ['operator'],
  rate: 'read',
  query: { start: times(MAX_TURNS) },
  answers: { 200: ConversationUsageJson },
  errors: { Unavailable: 'Failed to compute usage' },
  summary:
    'Tokens and cost of a conversation from each `start` to the next one, and from the last one on; sub-agents are included',
})

export const exportUsage = route({
  method: 'GET',
  path: '/api/usage/export',
  tokens: ['operator'],
  rate: 'read',
  query: { format: text, days: clampedInteger({ min: 1, max: MAX_EXPORT_DAYS, fallback: 30, zero: 'min' }), tz },
  answers: { 200: bytes },
  errors: { InvalidTimeZone: null, InvalidExportFormat: null, Unavailable: 'Failed to compute usage' },
  summary: 'The same as a file to save, one row for each day, agent and model: format=csv or json',
})
