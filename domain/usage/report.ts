import type { Instant } from '../shared/instant.js'
import type { TokenCounts, UsageAgent } from './cell.js'
import type { PriceTable } from './prices.js'

/** What to sum: days end in the zone that is named. */
export interface ReportQuery {
  readonly now: Instant
  /** IANA name, checked. */
  readonly timeZone: string
  /** Days up to today, 1 or more. */
  readonly days: number
  readonly prices: PriceTable
}

/** What some messages come to. */
export interface UsageSum {
  readonly tokens: TokenCounts
  /** US dollars, of the models whose price is known. */
  readonly costUsd: number
  readonly messages: number
  readonly errors: number
}

export interface ModelUsage extends UsageSum {
  readonly agent: UsageAgent
  /** Key of the model. */
  readonly model: string
  /** Tokens, as `tokensOf` counts them, that no price is known of; `costUsd` does not contain them. */
  readonly unpricedTokens: number
  /** Whether there is a price for everything of it. */
  readonly isPriced: boolean
}

export interface SessionUsage extends UsageSum {
  /** The agent’s own id. */
  readonly session: string
  readonly agent: UsageAgent
  /** The folder of its first message. */
  readonly directory: string | null
  /** Quarters of an hour of its first and last message inside the period. */
  readonly firstAt: Instant
  readonly lastAt: Instant
}

export interface DirectoryUsage extends UsageSum {
  readonly directory: string | null
  readonly agent: UsageAgent
  readonly sessions: number
}

/** A day without usage is all zeros. */
export interface DayUsage extends UsageSum {
  /** `2026-11-24`, in the zone of the report. */
  readonly date: string
  readonly models: ReadonlyArray<ModelUsage>
  readonly sessions: number
}

/** Some whole days; its parts are sorted by tokens, most first, and each kind of part sums up to the period. */
export interface PeriodUsage extends UsageSum {
  /** First and last day, both inside. */
  readonly from: string
  readonly to: string
  readonly sessions: number
  readonly models: ReadonlyArray<ModelUsage>
  readonly directories: ReadonlyArray<DirectoryUsage>
  readonly bySession: ReadonlyArray<SessionUsage>
  /** Sparse; `weekday` 0 is Monday, `hour` 0–23. */
  readonly heatmap: ReadonlyArray<{ readonly weekday: number; readonly hour: number; readonly tokens: number }>
  /** These two are of Claude Code alone; the others write neither. */
  readonly stops: { readonly toolUse: number; readonly endTurn: number; readonly other: number }
  /** The most used first. */
  readonly tools: ReadonlyArray<{ readonly name: string; readonly count: number }>
}

export interface Report {
  readonly timeZone: string
  /** Newest first, without gaps. */
  readonly days: ReadonlyArray<DayUsage>
  /** The days asked for. */
  readonly window: PeriodUsage
  /** The calendar month to date, whatever was asked for. */
  readonly month: PeriodUsage
  /** The days of it, newest first, without gaps. */
  readonly monthDays: ReadonlyArray<DayUsage>
  /** What could not be read, by path, for people. */
  readonly unreadable: ReadonlyArray<string>
}
