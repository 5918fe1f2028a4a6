import type { HubFailure, NewSession } from '../app/hub/hub.js'
import { begin } from '../app/starts.js'
import { startSession } from '../app/start-session.js'
import { numberedName } from '../app/names.js'

/** Sessions that run, and the failure that stopped further starts. */
export interface Started {
  readonly names: ReadonlyArray<string>
  readonly failure: HubFailure | null
}

/** Names of several sessions, without the hub's prefix: `shop`, `shop-2`, `shop-3`; taken ones are left out. */
export function namesFor(
  first: string,
  count: number,
  prefix: string,
  taken: ReadonlySet<string>,
): ReadonlyArray<string> {
  const names = [first]
  for (let number = 2; names.length < count; number += 1) {
    const name = numberedName(first, number)
    if (!taken.has(prefix + name)) names.push(name)
  }
  return names
}

/**
 * Starts the session under each name, one after the other, and stops at the first failure. `failed` is called for each
 * whose program ends at once after that.
 */
export async function startSessions(
  session: NewSession,
  names: ReadonlyArray<string>,
  failed: (name: string, failure: HubFailure) => void,
): Promise<Started> {
  const started: string[] = []
  for (const [at, name] of names.entries()) {
    const { branch } = session
    const one = { ...session, name, branch: branch === null || at === 0 ? branch : numberedName(branch, at + 1) }
    const answer = await begin(
      () => startSession(one),
      (failure) => failed(name, failure),
    )
    if (!answer.ok) return { names: started, failure: answer.failure }
    started.push(answer.value.name)
  }
  return { names: started, failure: null }
}
