import * as t from 'io-ts'
import { clampedInteger, nullable, recordOf } from '../../../../infrastructure/codec/codecs.js'
import { route } from '../routing/route.js'

const numberOrNull = nullable(t.number)
const textOrNull = nullable(t.string)

const PaceJson = t.strict({
  stage: t.keyof({
    onTrack: null,
    slightlyAhead: null,
    slightlyBehind: null,
    ahead: null,
    behind: null,
    farAhead: null,
    farBehind: null,
  }),
  deltaPct: t.number,
  expectedPct: t.number,
  actualPct: t.number,
  /** Seconds until the limit is used up, when that is before the reset. */
  etaSeconds: numberOrNull,
  lastsToReset: t.boolean,
})

/** `resetsAt` is Unix seconds. One that nothing passes before its reset is `limited`, and may tell no percentage. */
const WindowJson = recordOf(
  { resetsAt: numberOrNull, pace: nullable(PaceJson) },
  { label: textOrNull, usedPercentage: numberOrNull, limited: t.literal(true) },
)

const AccountJson = recordOf(
  { accountId: t.string, accountLabel: textOrNull, agent: t.string, windows: t.readonlyArray(WindowJson) },
  { hostName: textOrNull, capturedAt: textOrNull, limited: t.literal(true) },
)
export type AccountJson = t.TypeOf<typeof AccountJson>

const PointJson = t.strict({
  t: t.string,
  acct: t.string,
  label: textOrNull,
  agent: t.string,
  '5h': numberOrNull,
  '7d': numberOrNull,
  r5h: numberOrNull,
  r7d: numberOrNull,
})
export type PointJson = t.TypeOf<typeof PointJson>

/** The fullest that one window was, and which window that is: the one that `resetsAt` (Unix seconds) ended. */
const PeakJson = t.strict({
  acct: t.string,
  window: t.keyof({ '5h': null, '7d': null }),
  resetsAt: numberOrNull,
  usedPercentage: t.number,
  t: t.string,
})

const LimitsJson = t.strict({
  accounts: t.readonlyArray(AccountJson),
  points: t.readonlyArray(PointJson),
  /** Windows of five hours that were used up to 90 % and more. */
  peaks5h: t.number,
  peaks7d: t.number,
  peaks: t.readonlyArray(PeakJson),
})
export type LimitsJson = t.TypeOf<typeof LimitsJson>

export const readUsageLimits = route({
  method: 'GET',
  path: '/api/usage/limits',
  tokens: ['operator'],
  rate: 'read',
  query: { days: clampedInteger({ min: 1, max: 30, fallback: 7, zero: 'min' }) },
  answers: { 200: LimitsJson },
  errors: { Unavailable: 'Failed to read limit history' },
  summary: 'How near accounts are to their limits, at which pace, and how it was within the last days',
})

export const readUsageCosts = route({
  method: 'GET',
  path: '/api/usage/costs',
  tokens: ['operator'],
  rate: 'read',
  answers: {
    200: t.strict({
      totalUsd: t.number,
      totalLinesAdded: t.number,
      totalLinesRemoved: t.number,
      totalDurationMs: t.number,
      totalApiDurationMs: t.number,
      sessions: t.readonlyArray(
        t.strict({ name: t.string, costUsd: numberOrNull, linesAdded: numberOrNull, linesRemoved: numberOrNull }),
      ),
    }),
  },
  errors: {},
  summary: 'What the agents that report right now say they have cost, each since it began',
})
