import * as t from 'io-ts'
import type { PacedAccount, PacedWindow } from '../../../../application/usage/read-limits.js'
import type { LimitPeak, LimitPoint } from '../../../../domain/usage/limit-history.js'
import { clampedInteger, nullable, integer } from '../../../../infrastructure/codec/codecs.js'
import { from, isoTime, jsonOf, optional } from '../../../../infrastructure/codec/json-of.js'
import { route } from '../routing/route.js'
import { named } from '../../../../infrastructure/codec/schema.js'

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

/** Left out where a limited account or window has none of the figures. */
const unlessBare = <A>(source: Limited, figures: ReadonlyArray<unknown>, value: A): A | undefined =>
  source.isLimited && figures.every((figure) => figure === null) ? undefined : value

export interface Limited {
  readonly isLimited: boolean
}

const limited = optional(t.literal(true), ({ isLimited }: Limited) => (isLimited ? true : null))

/** `resetsAt` is Unix seconds. One that nothing passes before its reset is `limited`, and may tell no percentage. */
const WindowJson = jsonOf<PacedWindow, 'isLimited'>()({
  resetsAt: numberOrNull,
  pace: nullable(PaceJson),
  label: optional(textOrNull, (window) => unlessBare(window, [window.label, window.usedPercentage], window.label)),
  usedPercentage: optional(numberOrNull, (window) =>
    unlessBare(window, [window.label, window.usedPercentage], window.usedPercentage),
  ),
  limited,
})

export const AccountJson = jsonOf<PacedAccount, 'isLimited'>()({
  accountId: t.string,
  accountLabel: textOrNull,
  agent: t.string,
  windows: t.readonlyArray(WindowJson),
  hostName: optional(textOrNull, (seen) => unlessBare(seen, [seen.hostName, seen.capturedAt], seen.hostName)),
  capturedAt: optional(textOrNull, (seen) => unlessBare(seen, [seen.hostName, seen.capturedAt], seen.capturedAt)),
  limited,
})
export type AccountJson = t.TypeOf<typeof AccountJson>

const PointJson = jsonOf<LimitPoint, 'at' | 'account' | 'pct5h' | 'pct7d' | 'resets5h' | 'resets7d'>()({
  t: from(isoTime, ({ at }) => at),
  acct: from(t.string, ({ account }) => account),
  label: textOrNull,
  agent: t.string,
  '5h': from(numberOrNull, ({ pct5h }) => pct5h),
  '7d': from(numberOrNull, ({ pct7d }) => pct7d),
  r5h: from(numberOrNull, ({ resets5h }) => resets5h),
  r7d: from(numberOrNull, ({ resets7d }) => resets7d),
})

/** The fullest that one window was, and which window that is: the one that `resetsAt` (Unix seconds) ended. */
const PeakJson = jsonOf<LimitPeak, 'account' | 'at'>()({
  acct: from(t.string, ({ account }) => account),
  window: t.keyof({ '5h': null, '7d': null }),
  resetsAt: numberOrNull,
  usedPercentage: t.number,
  t: from(isoTime, ({ at }) => at),
})

const LimitsJson = named(
  'Limits',
  t.strict({
    accounts: t.readonlyArray(AccountJson),
    points: t.readonlyArray(PointJson),
    /** Windows of five hours that were used up to 90 % and more. */
    peaks5h: integer,
    peaks7d: integer,
    peaks: t.readonlyArray(PeakJson),
  }),
)

export const readUsageLimits = route({
  method: 'GET',
  path: '/api/usage/limits',
  isTagged: true,
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
  isTagged: true,
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
