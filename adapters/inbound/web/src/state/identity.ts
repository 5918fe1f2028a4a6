import { replace, route } from './router.js'

/** A session keeps its identity over renames: what is open for it stays open. */
const identities = new Map<string, number>()
let last = 0

export function identityOf(name: string): number {
  const known = identities.get(name)
  if (known !== undefined) return known
  last += 1
  identities.set(name, last)
  return last
}

/** Carries the identity, and the page's address, to the new name. Hearing of one rename twice changes nothing. */
export function followRename(from: string, to: string): void {
  const identity = identities.get(from)
  if (from === to) return
  if (identity !== undefined) {
    identities.set(to, identity)
    identities.delete(from)
  }
  const here = route.peek()
  if (here.page === 'terminal' && here.session === from) replace({ ...here, session: to })
}
