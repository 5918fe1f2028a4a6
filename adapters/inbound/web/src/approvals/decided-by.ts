import type { HubHistory } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'

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
  const byKeys = why === 'answered-by-keys' ? m.endedBecause[why] : null
  return [user ?? sources[by] ?? by, userAgent === null ? null : deviceName(userAgent), ip, byKeys]
    .filter((part) => part !== null)
    .join(' · ')
}

/** Programs by a mark in their user agent; the first that fits counts, because browsers name each other. */
const PROGRAMS: ReadonlyArray<readonly [mark: RegExp, name: string]> = [
  [/penates/i, 'penates'],
  [/Edg(?:A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/curl\//, 'curl'],
]

const SYSTEMS: ReadonlyArray<readonly [mark: RegExp, name: string]> = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** Program and system of a user agent, as in `Firefox, Linux`; its first word where neither is known. */
export function deviceName(userAgent: string): string {
  const find = (among: typeof PROGRAMS): string | undefined => among.find(([mark]) => mark.test(userAgent))?.[1]
  const names = [find(PROGRAMS), find(SYSTEMS)].filter((name) => name !== undefined)
  return names.length > 0 ? names.join(', ') : (userAgent.split(/[\s/]/)[0] ?? '')
}
