/** The hub on real tools, whose clock goes ten minutes ahead with each SIGUSR2; it begins `AHEAD_MS` ahead. Run as a program. */
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import { createHub } from '../../composition/hub/create-hub.js'
import { listen } from '../../composition/hub/listen.js'
import { loadConfig } from '../../composition/config/environment.js'
import { realTools } from '../../composition/tools/real-tools.js'
import { memoryPushSender } from '../../adapters/outbound/memory/push-sender.memory.js'
import { aheadClock } from './ahead-clock.js'
import { right } from './results.js'

const PASSES_MS = 600_000

const config = right(await loadConfig())
const url = `http://127.0.0.1:${String(config.port)}`
const tools = right(await realTools(config, { hubUrl: url })())
const clock = aheadClock(systemClock, Number(process.env['AHEAD_MS'] ?? 0))
const hub = createHub({ ...tools, clock, pushSender: memoryPushSender() }, { host: config.host, web: false })
const { stop } = await listen(hub, { host: config.host, port: config.port })
await tools.announce(url)
console.log(`the hub is running: ${url}/\n`)

let passing = Promise.resolve()
process.on('SIGUSR2', () => {
  passing = passing.then(async () => {
    console.log(`ahead by ${String(await clock.pass(PASSES_MS))} ms`)
  })
})
process.on('SIGTERM', () => {
  void stop()
    .then(tools.close)
    .then(() => process.exit(0))
})
