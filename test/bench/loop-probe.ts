import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Loaded into the hub before it starts: watches its event loop from one message of the parent to the next. */
const RESOLUTION_MS = 1

const watched = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
process.on('message', () => {
  process.send?.({ p99: watched.percentile(99) / 1e6, max: watched.max / 1e6 })
  watched.reset()
  watched.enable()
})
process.channel?.unref()
