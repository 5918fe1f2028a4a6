import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { BenchHub } from './bench-hub.js'

/** Shorter than the age at which a report expires. */
const REPORT_EVERY_MS = 20_000

export interface PersonPresent {
  /** The firehose of the device. */
  readonly events: WebSocket
  readonly leave: () => void
}

/** Connects a device whose page is visible, so that calls wait for a person. */
export async function bePresent(hub: BenchHub): Promise<PersonPresent> {
  const events = new WebSocket(`${hub.url.replace('http', 'ws')}/api/notifications/events`, [`bearer.${hub.token}`])
  await once(events, 'open')
  const report = (): void => {
    events.send(JSON.stringify({ type: 'presence', deviceId: 'bench', session: null, visible: true }))
  }
  report()
  const reporting = setInterval(report, REPORT_EVERY_MS)
  return {
    events,
    leave: () => {
      clearInterval(reporting)
      events.terminate()
    },
  }
}
