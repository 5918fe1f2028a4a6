import { accessToken } from './access-token.js'
import { approvals } from './approvals.js'
import { attach } from './attach.js'
import { board } from './board.js'
import { echo } from './echo.js'
import { fileEvents } from './file-events.js'
import { gitColumn } from './git-column.js'
import { finishEcho } from './finish-echo.js'
import { finish, forecast } from './finish.js'
import { flood } from './flood.js'
import { HEADER, reaches, row, type Benchmark } from './harness.js'
import { held } from './held.js'
import { hooks, hookToEvent } from './hooks.js'
import { busyList, pacedList, smallAnswer } from './list.js'
import { gateStorm } from './gate-storm.js'
import { idle } from './idle.js'
import { imports } from './imports.js'
import { longConversation } from './long-conversation.js'
import { longSearch } from './long-search.js'
import { loop } from './loop.js'
import { manySessions } from './many-sessions.js'
import { preview } from './preview.js'
import { question } from './question.js'
import { screens } from './screens.js'
import { search } from './search.js'
import { scrape } from './metrics.js'
import { rules } from './rules.js'
import { recording } from './recording.js'
import { repo } from './repo.js'
import { repoEcho } from './repo-echo.js'
import { stalled } from './stalled.js'
import { start } from './start.js'
import { timeline } from './timeline.js'
import { transfer } from './transfer.js'
import { throughput } from './throughput.js'
import { usage } from './usage.js'
import { visible } from './visible.js'

const benchmarks: ReadonlyArray<Benchmark> = [
  pacedList,
  busyList,
  smallAnswer,
  attach,
  echo,
  throughput,
  recording,
  flood,
  transfer,
  stalled,
  repo,
  repoEcho,
  gitColumn,
  hooks,
  hookToEvent,
  question,
  visible,
  held,
  approvals,
  gateStorm,
  rules,
  fileEvents,
  screens,
  idle,
  loop,
  scrape,
  start,
  imports,
  board,
  finish,
  finishEcho,
  forecast,
  accessToken,
  usage,
  search,
  longSearch,
  timeline,
  manySessions,
  longConversation,
  preview,
]

/** Runs all, or those whose name contains the first argument, and prints the table. Fails when one misses its limit. */
async function main(wanted: string): Promise<number> {
  let missed = 0
  process.stdout.write(`${HEADER}\n`)
  for (const benchmark of benchmarks.filter(({ name }) => name.includes(wanted))) {
    for (const measurement of await benchmark.run()) {
      process.stdout.write(`${row(benchmark, measurement)}\n`)
      if (!reaches(measurement)) missed += 1
    }
  }
  return missed === 0 ? 0 : 1
}

process.exitCode = await main(process.argv[2] ?? '')
