import { join } from 'node:path'
import { AGENTS } from '../../adapters/outbound/agents/agents.js'
import { encodeUsage } from '../../adapters/inbound/http/usage/usage-encoder.js'
import { openUsageIndex, type UsageIndex } from '../../adapters/outbound/usage-logs/usage-index.js'
import { help } from '../../adapters/outbound/usage-logs/reading.js'
import type { LogRoot } from '../../adapters/outbound/usage-logs/log-files.js'
import { CLAUDE_CODE, CODEX } from './agents.js'
import type { Report } from '../../domain/usage/report.js'

/** The day that everything in these tests happens on, at noon in UTC. */
export const NOON = Date.UTC(2026, 10, 24, 12)

/** Logs of both agents below a folder, read in this thread. */
export function usageIndexIn(folder: string): {
  readonly index: UsageIndex
  readonly report: (now?: number) => Promise<Report>
} {
  const roots: ReadonlyArray<LogRoot> = [
    { agent: CLAUDE_CODE, folder: join(folder, 'claude') },
    { agent: CODEX, folder: join(folder, 'codex') },
  ]
  const formats = new Map(AGENTS.flatMap(({ id, logs }) => (logs === null ? [] : [[id, logs] as const])))
  const index = openUsageIndex({
    roots,
    formats,
    indexFile: indexIn(folder),
    help: (share) => help(share, formats),
    tell: () => undefined,
    encode: encodeUsage,
  })
  return {
    index,
    report: (now = NOON + 3_600_000) => index.report({ now, timeZone: 'UTC', days: 2, prices: [] }),
  }
}

/** File of its index. */
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
