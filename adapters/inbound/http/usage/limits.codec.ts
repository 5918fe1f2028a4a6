import type { Limits, PacedAccount, PacedWindow } from '../../../../application/usage/read-limits.js'
import type { LimitPoint } from '../../../../domain/usage/limit-history.js'
import type { AccountJson, LimitsJson, PointJson } from './limits.api.js'

/** The limits as clients read them. */
export const limitsJson = ({ accounts, points, peaks5h, peaks7d, peaks }: Limits): LimitsJson => ({
  accounts: accounts.map(accountJson),
  points: points.map(pointJson),
  peaks5h,
  peaks7d,
  peaks: peaks.map(({ account, window, resetsAt, usedPercentage, at }) => ({
    acct: account,
    window,
    resetsAt,
    usedPercentage,
    t: new Date(at).toISOString(),
  })),
})

/** Omits `hostName` and `capturedAt` of a limited account when both are unknown. */
function accountJson({ isLimited, windows, hostName, capturedAt, ...account }: PacedAccount): AccountJson {
  const seen = isLimited && hostName === null && capturedAt === null ? {} : { hostName, capturedAt }
  return { ...account, ...seen, ...(isLimited ? { limited: true } : {}), windows: windows.map(windowJson) }
}

function windowJson({ isLimited, label, usedPercentage, resetsAt, pace }: PacedWindow): AccountJson['windows'][number] {
  const use = isLimited && label === null && usedPercentage === null ? {} : { label, usedPercentage }
  return { ...use, ...(isLimited ? { limited: true } : {}), resetsAt, pace }
}

const pointJson = ({ at, account, label, agent, pct5h, pct7d, resets5h, resets7d }: LimitPoint): PointJson => ({
  t: new Date(at).toISOString(),
  acct: account,
  label,
  agent,
  '5h': pct5h,
  '7d': pct7d,
  r5h: resets5h,
  r7d: resets7d,
})
