import type { RawData } from 'ws'
import type { FeedEvent } from '../../../application/attention/feed.port.js'

export const HELLO = '{"type":"hello"}'

/** Client → hub: which session a tab shows, and whether the person can see it. */
export interface PresenceFrame {
  readonly deviceId: string
  readonly session: string | null
  readonly visible: boolean
}

const MAX_DEVICE_ID = 128

/** `null` for everything that is no presence. */
export function readPresence(raw: RawData): PresenceFrame | null {
  const frame = parseObject((raw as Buffer).toString('utf8'))
  if (frame?.['type'] !== 'presence') return null
  const { deviceId, session, visible } = frame
  if (typeof deviceId !== 'string' || deviceId === '' || deviceId.length > MAX_DEVICE_ID) return null
  if (typeof visible !== 'boolean') return null
  return { deviceId, session: typeof session === 'string' ? session : null, visible }
}

function parseObject(text: string): Readonly<Record<'type' | 'deviceId' | 'session' | 'visible', unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
      ? (value as Record<'type' | 'deviceId' | 'session' | 'visible', unknown>)
      : null
  } catch {
    return null
  }
}

/** The event as clients read it. */
export function eventFrame(event: FeedEvent): string {
  const { _tag, ...fields } = event
  return JSON.stringify({ type: _tag, ...fields })
}
