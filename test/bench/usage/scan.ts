import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import { systemClock } from '../../../adapters/outbound/system/clock.system.js'
import { workerUsageLogs } from '../../../adapters/outbound/usage-logs/usage-logs.worker.js'
import { CLAUDE_CODE } from '../../support/agents.js'

/**
 * A separate process that reads the logs below a folder as the hub does, and says on one line what that took: `scan.js
 * <folder of a corpus> <index file> [file to append to]`. With the third it then measures one change.
 */
const [corpus = '', indexFile = '', changing] = process.argv.slice(2)
const script = fileURLToPath(new URL('../../../adapters/outbound/usage-logs/usage-logs.script.js', import.meta.url))
const RESOLUTION_MS = 1
const CHANGES = 9

const before = process.memoryUsage().rss
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()
const began = performance.now()
const logs = workerUsageLogs({
  clock: systemClock,
  script,
  roots: [{ agent: CLAUDE_CODE, folder: `${corpus}/projects` }],
  indexFile,
  formats: [
    [CLAUDE_CODE, fileURLToPath(new URL('../../../adapters/outbound/agents/claude-code/logs.js', import.meta.url))],
  ],
  encoder: fileURLToPath(new URL('../../../adapters/inbound/http/usage/usage-encoder.js', import.meta.url)),
})
const query = { now: Date.UTC(2026, 10, 24, 12), timeZone: 'UTC', days: 30, prices: [] }
const report = await logs.report(query)()
if (E.isLeft(report)) throw new Error(report.left.detail)
const scanMs = performance.now() - began
const p99Ms = delay.percentile(99) / 1e6
const grownMiB = (process.memoryUsage().rss - before) / 2 ** 20
const changedMs = changing === undefined ? [] : await changes(changing)
process.stdout.write(JSON.stringify({ scanMs, p99Ms, grownMiB, changedMs }))
await logs.close()

/** From a line that is written to the report that has it, some times. */
async function changes(file: string): Promise<ReadonlyArray<number>> {
  const { appendFile } = await import('node:fs/promises')
  const times: number[] = []
  for (let change = 0; change < CHANGES; change++) {
    const message = { id: `msg_${change}_${process.pid}`, model: 'claude-opus-4-8', usage: { output_tokens: 1 } }
    await appendFile(file, `${JSON.stringify({ type: 'assistant', timestamp: '2026-11-24T10:00:00Z', message })}\n`)
    const asked = performance.now()
    await logs.report(query)()
    times.push(performance.now() - asked)
  }
  return times
}
