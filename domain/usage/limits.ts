import type { AgentId } from '../agents/agent-id.js'
import type { Instant } from '../shared/instant.js'

/** Share of a vendor's quota that an account has used within some hours or days. */
export interface LimitWindow {
  /** Length as `5h`, `7d`, `30d`; `null` when the source does not report it. */
  readonly label: string | null
  /** 0–100. */
  readonly usedPercentage: number | null
  /** Unix seconds. */
  readonly resetsAt: number | null
  /** True when requests are refused until the reset, regardless of the percentage. */
  readonly isLimited: boolean
}

/** Quota use of one account at the last reading of its source. */
export interface LimitAccount {
  readonly accountId: string
  /** Name of the account; `null` for none. */
  readonly accountLabel: string | null
  /** Agent of the vendor, also one that the hub does not start. */
  readonly agent: AgentId
  /** Name of the machine that reported it; `null` for this one. */
  readonly hostName: string | null
  /** ISO. */
  readonly capturedAt: string | null
  /** True while the account is at a limit. */
  readonly isLimited: boolean
  /** Windows that use is counted in. */
  readonly windows: ReadonlyArray<LimitWindow>
}

/** Notice that an agent shows when it has reached a limit and waits at its prompt. */
export interface LimitNotice {
  /** `null` when the notice has no reset time or the time cannot be parsed. */
  readonly resetsAt: Instant | null
}

/** Account id of status lines, which contain none. */
export const STATUS_LINE_ACCOUNT = 'statusline'

const SECONDS_PER: Readonly<Record<string, number>> = { h: 3_600, d: 86_400 }
/** At most three digits: no vendor has windows longer than 999 days. */
const LABEL = /^([1-9]\d{0,2})([hd])$/

/** Length of a window in seconds; `null` when the label is not a length. */
export function windowSeconds(label: string | null): number | null {
  const [, count, unit] = LABEL.exec(label ?? '') ?? []
  return count === undefined || unit === undefined ? null : Number(count) * (SECONDS_PER[unit] ?? 0)
}

/**
 * Accounts of all sources, in the order of the sources. Status lines contain no account id, so the account from status
 * lines is left out when another source has an account of the same agent.
 */
export function mergeAccounts(bySource: ReadonlyArray<ReadonlyArray<LimitAccount>>): ReadonlyArray<LimitAccount> {
  const all = bySource.flat()
  const isNamed = (agent: AgentId): boolean =>
    all.some((account) => account.agent === agent && account.accountId !== STATUS_LINE_ACCOUNT)
  return all.filter(({ accountId, agent }) => accountId !== STATUS_LINE_ACCOUNT || !isNamed(agent))
}
