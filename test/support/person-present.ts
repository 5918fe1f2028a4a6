import { once } from 'node:events'
import type { WebSocket } from 'ws'
import type { HubProcess } from './hub-process.js'

/** A device that shows a page of the hub: requests count as able to be answered while this is open. */
export async function personPresent(hub: HubProcess, deviceId = 'test'): Promise<WebSocket> {
  const device = hub.socket('/api/notifications/events')
  await once(device, 'open')
  device.send(JSON.stringify({ type: 'presence', deviceId, session: null, visible: true }))
  return device
}
