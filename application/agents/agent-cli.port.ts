import type { AgentProgram } from '../../domain/agents/agent-program.js'
import type { ScreenReading } from '../../domain/attention/activity.js'
import type { StartQuestion } from '../../domain/board/trust.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { UsageRow } from '../../domain/usage/row.js'
import type { LimitNotice } from '../../domain/usage/limits.js'

/** Everything that the hub knows about the formats of one coding CLI: plain data and pure functions. */
export interface AgentCli extends AgentProgram {
  /** `null` for a CLI whose screens are not read. */
  readonly screens: AgentScreens | null
  /** `null` for a CLI whose usage is not read. */
  readonly logs: AgentLogs | null
}

/** Coding CLIs in the order of the picker. The first is started where a request names none. */
export type AgentClis = readonly [AgentCli, ...AgentCli[]]

/** Readers of a terminal's rows, top to bottom. Each returns `null` for a screen that it does not recognise. */
export interface AgentScreens {
  readonly reading: (rows: ReadonlyArray<string>) => ScreenReading | null
  /** Question before the first prompt. */
  readonly startQuestion: (rows: ReadonlyArray<string>) => StartQuestion | null
  /** Notice that is the last message above an idle prompt. `timeZone` counts for a time without a zone. */
  readonly limitNotice: (rows: ReadonlyArray<string>, now: Instant, timeZone: string) => LimitNotice | null
}

/** Usage logs of a CLI: files of JSON lines that grow at their end. */
export interface AgentLogs {
  /** True for the name of a log. */
  readonly isLog: (name: string) => boolean
  /** Lines that are read; all others are skipped without being parsed. */
  readonly lineTypes: ReadonlyArray<LineType>
  /** True when a line may be read several times and in any order. */
  readonly areLinesIndependent: boolean
  /** Continues a log of this name from the `state` of an earlier reader, which is JSON; `null` begins it. */
  readonly reader: (name: string, state: unknown) => LogReader
}

export interface LineType {
  /** Value of the line's top-level `type`. */
  readonly type: string
  /** Text that such a line must contain as well. */
  readonly containing: string | null
}

export interface LogReader {
  /** Usage in a parsed line; `null` for none. */
  readonly read: (line: unknown) => UsageRow | null
  /** Usage that belongs to the log as a whole, as far as it was read. */
  readonly closing: () => UsageRow | null
  readonly state: () => unknown
}
