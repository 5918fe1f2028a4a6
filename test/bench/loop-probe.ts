import { openSync, readSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Loaded into the hub before it starts: watches its event loop from one message of the parent to the next. */
const RESOLUTION_MS = 1
const NS_PER_MS = 1e6

/** Times in milliseconds. */
export interface LoopDelay {
  readonly p99: number
  readonly max: number
  /** Longest processor time of the main thread between two turns of a timer of 1 ms; 0 outside Linux. */
  readonly computed: number
}

/** Read again and again from the start, into one buffer: a probe that makes garbage measures its own collections. */
const accounting = process.platform === 'linux' ? openSync('/proc/self/schedstat', 'r') : null
const text = Buffer.alloc(128)
const SPACE = 0x20
const ZERO = 0x30
const TEN = 10

const watched = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
let computedNs = 0
let spentNs = spent()

/** Processor time of the main thread in nanoseconds, without the time in which other processes had the processor. */
function spent(): number {
  if (accounting === null) return 0
  readSync(accounting, text, 0, text.length, 0)
  let nanoseconds = 0
  for (let at = 0; text[at] !== SPACE; at += 1) nanoseconds = nanoseconds * TEN + (text[at] ?? ZERO) - ZERO
  return nanoseconds
}

setInterval(() => {
  const now = spent()
  computedNs = Math.max(computedNs, now - spentNs)
  spentNs = now
}, RESOLUTION_MS).unref()

process.on('message', () => {
  const delay: LoopDelay = {
    p99: watched.percentile(99) / NS_PER_MS,
    max: watched.max / NS_PER_MS,
    computed: computedNs / NS_PER_MS,
  }
  process.send?.(delay)
  watched.reset()
  watched.enable()
  computedNs = 0
  spentNs = spent()
})
process.channel?.unref()
