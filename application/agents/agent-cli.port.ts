import type { AgentProgram } from '../../domain/agents/agent-program.js'
import type { ScreenReading } from '../../domain/attention/activity.js'
import type { StartQuestion } from '../../domain/board/trust.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { LimitNotice } from '../../domain/usage/limits.js'

/** Everything that the hub knows about the formats of one coding CLI: plain data and pure functions. */
export interface AgentCli extends AgentProgram {
  /** `null` for a CLI whose screens are not read. */
  readonly screens: AgentScreens | null
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
