import type { AlarmEvent } from './alarms-hub.js'
import type { BudgetEvent } from './budgets-hub.js'
import type { BoardEvent } from './board-hub.js'
import { openLiveSocket } from './live-socket.js'

/** How far the hub is with reading what agents have logged. */
export interface UsageScan {
  readonly state: 'scanning' | 'ready'
  readonly filesRead: number
  readonly files: number
  readonly bytesRead: number
  readonly bytes: number
}

/** What happens to sessions, as it happens. Types that this client does not know are left out. */
export type LiveEvent =
  | { readonly type: 'hello' }
  | BoardEvent
  | AlarmEvent
  | BudgetEvent
  | { readonly type: 'usage-progress'; readonly progress: UsageScan }
  | { readonly type: 'session-started' | 'session-ended'; readonly name: string }
  | { readonly type: 'session-renamed'; readonly oldName: string; readonly newName: string }
  | { readonly type: 'session-attached'; readonly name: string; readonly attached: boolean }
  | { readonly type: 'session-attention'; readonly name: string; readonly activity: 'waiting' | 'idle' }
  | { readonly type: 'tool-approval-request' | 'tool-approval-resolved'; readonly id: string; readonly name: string }
  | {
      readonly type: 'session-activity'
      readonly name: string
      readonly activity: 'working' | 'waiting' | 'idle' | 'unknown'
      readonly at: number
    }

export interface Presence {
  readonly deviceId: string
  readonly session: string | null
  readonly visible: boolean
}

export interface LiveEvents {
  readonly tell: (presence: Presence) => void
  readonly close: () => void
}

export interface LiveEventsOptions {
  readonly url: string
  readonly token: string
  readonly event: (event: LiveEvent) => void
  readonly unauthorized: () => void
}

/** The hub forgets a presence after 60 s. */
const PRESENCE_EVERY_MS = 20_000

/** One socket for the whole page. Nothing is replayed: read the list after `hello`. */
export function openLiveEvents({ url, token, event, unauthorized }: LiveEventsOptions): LiveEvents {
  let presence: Presence | null = null

  function say(): void {
    if (!presence) return
    const { session, ...rest } = presence
    live.say({ type: 'presence', ...rest, ...(session === null ? {} : { session }) })
  }

  const frame = (read: object): void => {
    if (isKnown(read)) event(read)
  }
  const live = openLiveSocket({ url, token, open: say, frame, unauthorized })
  const repeat = setInterval(say, PRESENCE_EVERY_MS)

  return {
    tell: (told) => {
      presence = told
      say()
    },
    close: () => {
      clearInterval(repeat)
      live.close()
    },
  }
}

const KNOWN = new Set([
  'hello',
  'session-started',
  'session-ended',
  'session-renamed',
  'session-attached',
  'session-activity',
  'session-attention',
  'tool-approval-request',
  'tool-approval-resolved',
  'tool-alarm',
  'tool-alarm-acknowledged',
  'card-changed',
  'card-removed',
  'finish-progress',
  'board-forecast',
  'budget-level',
  'usage-progress',
])

const isKnown = (frame: object): frame is LiveEvent =>
  'type' in frame && typeof frame.type === 'string' && KNOWN.has(frame.type)
