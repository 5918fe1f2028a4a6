import type { HubHistory } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { deviceName } from './device-name.js'

/** Decision with its source, or the reason that a call ended without one. */
type Decided = Pick<HubHistory['calls'][number], 'why' | 'decision'>

/** Person, device and address of a decision; without one the reason for which the call ended. */
export function decidedBy({ why, decision }: Decided): string {
  const m = messages.value
  if (decision === null) {
    const reasons: Readonly<Record<string, string>> = m.endedBecause
    return reasons[why] ?? m.byTheRules
  }
  const { by, user, userAgent, ip } = decision
  const sources: Readonly<Record<string, string>> = m.decidedBy
  return [user ?? sources[by] ?? by, userAgent === null ? null : deviceName(userAgent), ip]
    .filter((part) => part !== null)
    .join(' · ')
}
