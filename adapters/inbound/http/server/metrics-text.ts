import type { ServerStatus } from '../../../../application/server/read-server-status.js'
import type { Spread } from '../../../../domain/server/spread.js'
import { exposition, type Family, type Sample } from '../../../../infrastructure/metrics/exposition.js'

const MS_PER_SECOND = 1000
const seconds = (ms: number | null): number | null => (ms === null ? null : ms / MS_PER_SECOND)

const gauge = (name: string, help: string, value: number | null): Family => ({
  name: `penates_${name}`,
  help,
  type: 'gauge',
  samples: [{ value }],
})

const counter = (name: string, help: string, ...samples: ReadonlyArray<Sample>): Family => ({
  name: `penates_${name}_total`,
  help,
  type: 'counter',
  samples,
})

/** Quantiles are those of the latest thousand, sum and count of all. */
const samplesOf = ({ count, totalMs, p50Ms, p99Ms }: Spread, labels: Readonly<Record<string, string>> = {}) => [
  { labels: { ...labels, quantile: '0.5' }, value: seconds(p50Ms) },
  { labels: { ...labels, quantile: '0.99' }, value: seconds(p99Ms) },
  { suffix: '_sum', labels, value: seconds(totalMs) },
  { suffix: '_count', labels, value: count },
]

const summary = (name: string, help: string, ...samples: ReadonlyArray<ReadonlyArray<Sample>>): Family => ({
  name: `penates_${name}_seconds`,
  help,
  type: 'summary',
  samples: samples.flat(),
})

/** The status as Prometheus scrapes it. */
export const metricsText = (status: ServerStatus): string =>
  exposition([
    gauge('uptime_seconds', 'Time since the hub started.', seconds(status.uptimeMs)),
    gauge('sessions', 'Live sessions.', status.sessions),
    gauge('viewers', 'Terminals open in a client.', status.viewers),
    gauge('paused_terminals', 'Terminals that wait for a slow viewer.', status.terminals.paused),
    gauge('approvals_pending', 'Questions that wait for a decision.', status.approvals.pending),
    gauge('resident_memory_bytes', 'Resident memory of the process.', status.memory.residentBytes),
    gauge('heap_bytes', 'JavaScript heap in use.', status.memory.heapBytes),
    counter(
      'terminal_bytes',
      'Bytes that went through terminals.',
      { labels: { direction: 'out' }, value: status.terminals.bytesOut },
      { labels: { direction: 'in' }, value: status.terminals.bytesIn },
    ),
    counter(
      'pushes',
      'Attempts to deliver a notification.',
      { labels: { outcome: 'delivered' }, value: status.pushes.delivered },
      { labels: { outcome: 'failed' }, value: status.pushes.failed },
    ),
    counter('store_write_failures', 'Writes of state files that failed.', { value: status.storeWrites.failed }),
    counter(
      'faults',
      'Defects in callbacks and background work that were logged and left the hub running.',
      ...status.faults.map(({ part, count }) => ({ labels: { part }, value: count })),
    ),
    summary('echo', 'From a key to what its terminal printed next.', samplesOf(status.echo)),
    summary('loop_delay', 'By how much the event loop was late.', samplesOf(status.loopDelay)),
    summary('approval', 'From a question to its end.', samplesOf(status.approvals.took)),
    summary('approval_listed', 'From a question to its place in the list.', samplesOf(status.approvals.listed)),
    summary('store_write', 'Writes of state files.', samplesOf(status.storeWrites.took)),
    summary(
      'call',
      'Calls of other programs.',
      samplesOf(status.git, { program: 'git' }),
      samplesOf(status.tmux, { program: 'tmux' }),
    ),
  ])
