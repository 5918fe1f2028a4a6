// A separate process that repeats its given requests to a hub until it is stopped.
import { pause } from './harness.js'
import { benchClient } from './http-client.js'

export interface ReadLoad {
  readonly port: number
  readonly token: string
  /** Each is read over a separate connection. */
  readonly paths: ReadonlyArray<string>
}

/** A token may ask so often from one address in a minute; then the connection is made anew from the next one. */
const READ_BUDGET = 250
/** No client asks faster for the same. */
const BETWEEN_MS = 20

let stop = new AbortController()
let lastAddress = 1

async function keepReading({ port, token }: ReadLoad, path: string, stopped: AbortSignal): Promise<number> {
  const head = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`
  const isOver = (): boolean => stopped.aborted
  let answered = 0
  while (!isOver()) {
    lastAddress += 1
    const address = `127.1.${Math.trunc(lastAddress / 250)}.${(lastAddress % 250) + 1}`
    const client = await benchClient({ port, head, address })
    for (let left = READ_BUDGET; left > 0 && !isOver(); left -= 1) {
      await client.ask()
      answered += 1
      await pause(BETWEEN_MS)
    }
    client.close()
  }
  return answered
}

process.on('message', (load: ReadLoad | 'stop') => {
  stop.abort()
  if (load === 'stop') return
  stop = new AbortController()
  const { signal } = stop
  void Promise.all(load.paths.map((path) => keepReading(load, path, signal))).then((answered) =>
    process.send?.(answered),
  )
})
process.on('disconnect', () => process.exit(0))
