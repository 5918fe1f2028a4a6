import type { AgentId } from '../agents/agent-id.js'
import type { Instant } from '../shared/instant.js'
import type { TokenCounts } from './cell.js'
import type { PriceTable } from './prices.js'

/** Parameters of a report. Days begin and end in `timeZone`. */
export interface ReportQuery {
  /** Present time. */
  readonly now: Instant
  /** IANA name, checked. */
  readonly timeZone: string
  /** Days up to today, 1 or more. */
  readonly days: number
  /** Prices of the operator, before the built-in ones. */
  readonly prices: PriceTable
  /** Day whose hours are summed: `2026-11-24`; none without it. */
  readonly hoursOf?: string | undefined
}

/** Sum over some messages. */
export interface UsageSum {
  readonly tokens: TokenCounts
  /** US dollars, for the models with a known price. */
  readonly costUsd: number
  readonly messages: number
  /** Number of failed requests. */
  readonly errors: number
}

/** Usage of a model. */
export interface ModelUsage extends UsageSum {
  readonly agent: AgentId
  readonly model: string
  /** Tokens, as counted by `tokensOf`, without a known price; `costUsd` does not include them. */
  readonly unpricedTokens: number
  /** True when all usage of the model has a price. */
  readonly isPriced: boolean
}

/** Usage of a session of an agent. */
export interface SessionUsage extends UsageSum {
  /** Session id assigned by the agent. */
  readonly session: string
  readonly agent: AgentId
  /** Folder of its first message. */
  readonly directory: string | null
  /** Quarters of an hour of its first and last message within the period. */
  readonly firstAt: Instant
  /** Time of the last message. */
  readonly lastAt: Instant
}

/** Usage in a folder. */
export interface DirectoryUsage extends UsageSum {
  /** Folder; `null` when the log names none. */
  readonly directory: string | null
  readonly agent: AgentId
  readonly sessions: number
}

/** A day without usage is all zeros. */
export interface DayUsage extends UsageSum {
  /** `2026-11-24`, in the zone of the report. */
  readonly date: string
  readonly models: ReadonlyArray<ModelUsage>
  readonly sessions: number
}

/** An hour of a day. */
export interface HourUsage extends UsageSum {
  /** 0 to 23, in the zone of the report. */
  readonly hour: number
  readonly models: ReadonlyArray<ModelUsage>
}

/** Some whole days. Its parts are sorted by tokens, most first, and each kind of part adds up to the period. */
export interface PeriodUsage extends UsageSum {
  /** First and last day, both inclusive. */
  readonly from: string
  /** Last day: `2026-03-01`. */
  readonly to: string
  readonly sessions: number
  readonly models: ReadonlyArray<ModelUsage>
  readonly directories: ReadonlyArray<DirectoryUsage>
  readonly bySession: ReadonlyArray<SessionUsage>
  /** Sparse; `weekday` 0 is Monday, `hour` 0–23. */
  readonly heatmap: ReadonlyArray<{ readonly weekday: number; readonly hour: number; readonly tokens: number }>
  /** `stops` and `tools` cover the agents whose logs have them, as Claude Code. */
  readonly stops: { readonly toolUse: number; readonly endTurn: number; readonly other: number }
  /** The most used first. */
  readonly tools: ReadonlyArray<{ readonly name: string; readonly count: number }>
}

/** Usage of a range of days. */
export interface Report {
  /** Zone of days: IANA name. */
  readonly timeZone: string
  /** Newest first, without gaps. */
  readonly days: ReadonlyArray<DayUsage>
  /** The requested days. */
  readonly window: PeriodUsage
  /** The calendar month to date, independent of the requested days. */
  readonly month: PeriodUsage
  /** Days of the month, newest first, without gaps. */
  readonly monthDays: ReadonlyArray<DayUsage>
  /** Hours of the day that was asked for; `null` for none. */
  readonly hours: ReadonlyArray<HourUsage> | null
  /** Paths that could not be read, for display. */
  readonly unreadable: ReadonlyArray<string>
}
