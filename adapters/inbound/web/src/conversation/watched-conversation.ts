import { signal } from '@preact/signals'
import type { LiveFrame, LiveFrameOf, WatchedConversation } from '../app/hub/live-events.js'

type Watch = (watched: WatchedConversation | null) => void

/** Conversation of an agent, or with the id of a call that of its sub-agent. */
interface Place {
  readonly session: string
  readonly call: string | null
}

interface Viewer extends Place {
  readonly changed: (frame: LiveFrameOf<'conversation-grown'>) => void
}

/** Sub-agents that the hub reports on at most; the others are read from time to time. */
const MAX_CALLS = 20

const viewers = new Set<Viewer>()
let watch: Watch = () => undefined

/** Conversations that the hub reports on; none before its first reports and after a loss of the connection. */
const reported = signal<ReadonlyArray<Place>>([])

const isAt =
  (place: Place) =>
  ({ session, call }: Place): boolean =>
    session === place.session && call === place.call

/** True for a conversation whose changes the hub reports. */
export const isReported = (place: Place): boolean => reported.value.some(isAt(place))

/** The hub reports on one session: that of the newest viewer. A hidden page watches nothing. */
function tell(): void {
  const session = document.hidden ? undefined : [...viewers].at(-1)?.session
  const calls = [...viewers].flatMap((viewer) => (viewer.session === session ? (viewer.call ?? []) : []))
  const still = reported.value.filter((place) => place.session === session && [...viewers].some(isAt(place)))
  if (still.length < reported.value.length) reported.value = still
  watch(session === undefined ? null : { session, calls: [...new Set(calls)].slice(0, MAX_CALLS) })
}

/** Calls `changed` when the hub reports a change. Returns a function that stops it. */
export function watchConversation(place: Place, changed: Viewer['changed']): () => void {
  const viewer = { ...place, changed }
  viewers.add(viewer)
  tell()
  return () => {
    viewers.delete(viewer)
    tell()
  }
}

/** Watches through this socket. Returns a function that ends it. */
export function followConversations(through: Watch): () => void {
  watch = through
  tell()
  document.addEventListener('visibilitychange', tell)
  return () => {
    watch = () => undefined
    noteConversationLost()
    document.removeEventListener('visibilitychange', tell)
  }
}

/** The hub reports again after the next connection. */
export function noteConversationLost(): void {
  reported.value = []
}

/** Handles reports of changed conversations. Returns true for those. */
export function onConversationGrown(frame: LiveFrame): boolean {
  if (frame.type !== 'conversation-grown') return false
  const place = { session: frame.name, call: frame.call ?? null }
  if (!isReported(place)) reported.value = [...reported.value, place]
  for (const viewer of [...viewers].filter(isAt(place))) viewer.changed(frame)
  return true
}
