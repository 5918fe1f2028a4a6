/** A share of what a vendor lets an account use up within some hours or days. */
export interface LimitWindow {
  /** `5h`, `7d`, `30d`: so many hours or days; `null` where the source does not say. */
  readonly label: string | null
  /** 0–100. */
  readonly usedPercentage: number | null
  /** Unix seconds. */
  readonly resetsAt: number | null
  /** Nothing more is let through before the reset, however full the window is. */
  readonly isLimited: boolean
}

/** How near one account is to its limits, as its source saw it last. */
export interface LimitAccount {
  readonly accountId: string
  readonly accountLabel: string | null
  /** `claude-code`, `codex`, `antigravity`, … */
  readonly agent: string
  readonly hostName: string | null
  /** ISO. */
  readonly capturedAt: string | null
  readonly isLimited: boolean
  readonly windows: ReadonlyArray<LimitWindow>
}

/** The account that status lines tell of: they name none. */
export const STATUS_LINE_ACCOUNT = 'statusline'

const SECONDS_PER: Readonly<Record<string, number>> = { h: 3_600, d: 86_400 }
/** Digits of a count: no vendor counts in more than 999 days. */
const LABEL = /^([1-9]\d{0,2})([hd])$/

/** How long a window of this label is, in seconds; `null` when that is none. */
export function windowSeconds(label: string | null): number | null {
  const [, count, unit] = LABEL.exec(label ?? '') ?? []
  return count === undefined || unit === undefined ? null : Number(count) * (SECONDS_PER[unit] ?? 0)
}

/**
 * What all sources know together, in their order. Status lines tell of an account without naming it, so theirs is only
 * shown where nobody else tells of one of the same agent.
 */
export function mergeAccounts(bySource: ReadonlyArray<ReadonlyArray<LimitAccount>>): ReadonlyArray<LimitAccount> {
  const all = bySource.flat()
  const isNamed = (agent: string): boolean =>
    all.some((account) => account.agent === agent && account.accountId !== STATUS_LINE_ACCOUNT)
  return all.filter(({ accountId, agent }) => accountId !== STATUS_LINE_ACCOUNT || !isNamed(agent))
}
