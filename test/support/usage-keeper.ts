import { join } from 'node:path'
import { encodeUsage } from '../../adapters/inbound/http/usage/usage-encoder.js'
import { openKeeper, type Keeper } from '../../adapters/outbound/usage-logs/keeper.js'
import { help } from '../../adapters/outbound/usage-logs/reading.js'
import type { LogRoot } from '../../adapters/outbound/usage-logs/log-files.js'
import type { Report } from '../../domain/usage/report.js'

/** The day that everything in these tests happens on, at noon in UTC. */
export const NOON = Date.UTC(2026, 10, 24, 12)

/** Logs of both agents below a folder, read in this thread. */
export function keeperIn(folder: string): {
  readonly keeper: Keeper
  readonly report: (now?: number) => Promise<Report>
} {
  const roots: ReadonlyArray<LogRoot> = [
    { agent: 'claude-code', folder: join(folder, 'claude') },
    { agent: 'codex', folder: join(folder, 'codex') },
  ]
  const keeper = openKeeper({ roots, indexFile: indexIn(folder), help, tell: () => undefined, encode: encodeUsage })
  return {
    keeper,
    report: (now = NOON + 3_600_000) => keeper.report({ now, timeZone: 'UTC', days: 2, prices: [] }),
  }
}

/** Where that keeps what it has read. */
export const indexIn = (folder: string): string => join(folder, 'state', 'usage.index')

/** Input, cache reads, writes for five minutes and for an hour, output; messages. */
export const sumsOf = ({ window: { tokens, messages } }: Report): ReadonlyArray<number> => [
  tokens.input,
  tokens.cacheRead,
  tokens.cacheWrite5m,
  tokens.cacheWrite1h,
  tokens.output,
  messages,
]
