import { once } from 'node:events'
import type { WebSocket } from 'ws'
import type { HubProcess } from './hub-process.js'

/** A page that was shown longer ago than a minute no longer counts. */
const SHOWN_EVERY_MS = 15_000

/** A device that shows a page of the hub: requests count as able to be answered while this is open. */
export async function personPresent(hub: HubProcess, deviceId = 'test'): Promise<WebSocket> {
  const device = hub.socket('/api/notifications/events')
  await once(device, 'open')
  const show = (): void => {
    device.send(JSON.stringify({ type: 'presence', deviceId, session: null, visible: true }))
  }
  show()
  const timer = setInterval(show, SHOWN_EVERY_MS).unref()
  device.once('close', () => {
    clearInterval(timer)
  })
  return device
}
