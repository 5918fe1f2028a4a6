import { signal } from '@preact/signals'
import type { LiveFrame } from '../hub/live-events.js'

type Watch = (session: string | null) => void

interface Viewer {
  readonly session: string
  /** `isReplaced`: what was read before may no longer be in the conversation. */
  readonly changed: (isReplaced: boolean) => void
}

const viewers = new Set<Viewer>()
let watch: Watch = () => undefined

/** Session whose conversation the hub reports on; `null` before its first report and after a loss of the connection. */
export const reportedConversation = signal<string | null>(null)

/** The hub reports on one conversation: that of the newest viewer. A hidden page watches nothing. */
function tell(): void {
  watch(document.hidden ? null : ([...viewers].at(-1)?.session ?? null))
}

/** Calls `changed` when the hub reports a change of the session's conversation. Returns a function that stops it. */
export function watchConversation(session: string, changed: Viewer['changed']): () => void {
  const viewer = { session, changed }
  viewers.add(viewer)
  tell()
  return () => {
    viewers.delete(viewer)
    reportedConversation.value = null
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
  reportedConversation.value = null
}

/** Handles reports of changed conversations. Returns true for those. */
export function onConversationGrown(frame: LiveFrame): boolean {
  if (frame.type !== 'conversation-grown') return false
  reportedConversation.value = frame.name
  for (const { session, changed } of viewers) if (session === frame.name) changed(frame.replaced)
  return true
}
