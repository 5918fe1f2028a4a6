/** Loaded into the hub before it starts: counts the timers of its main thread that fire, from one message of the parent to the next. */
type Run = (...args: unknown[]) => void
let fired = 0

for (const name of ['setTimeout', 'setInterval'] as const) {
  const start = globalThis[name] as (run: Run, ...rest: unknown[]) => NodeJS.Timeout
  const counted = (run: Run, ...rest: unknown[]): NodeJS.Timeout =>
    start(
      (...args) => {
        fired += 1
        run(...args)
      },
      ...rest,
    )
  Object.assign(globalThis, { [name]: Object.assign(counted, start) })
}

process.on('message', () => {
  process.send?.(fired)
  fired = 0
})
process.channel?.unref()
