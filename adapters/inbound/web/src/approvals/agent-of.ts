import { messages } from '../i18n/messages.js'
import { programOf } from '../state/cli-of-session.js'
import { sessionByName } from '../state/sessions.js'

/** Label of the agent in a session. */
export function agentOf(session: string): string {
  const m = messages.value
  const known = sessionByName.value.get(session)
  return (known && programOf(known, m.plainShell).cli?.label) ?? m.anAgent
}
