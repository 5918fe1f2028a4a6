import { createHook } from 'node:async_hooks'

/** Loaded into the hub before it starts: counts the timers of its main thread that fire, from one message of the parent to the next. */
const timers = new Set<number>()
let fired = 0

createHook({
  init: (id, type) => {
    if (type === 'Timeout') timers.add(id)
  },
  before: (id) => {
    if (timers.has(id)) fired += 1
  },
  destroy: (id) => {
    timers.delete(id)
  },
}).enable()

process.on('message', () => {
  process.send?.(fired)
  fired = 0
})
process.channel?.unref()
