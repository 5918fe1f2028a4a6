import { replace, route } from './router.js'

/** Stable number per session. It survives renames, so that open views stay open. */
const identities = new Map<string, number>()
let last = 0

export function identityOf(name: string): number {
  const known = identities.get(name)
  if (known !== undefined) return known
  last += 1
  identities.set(name, last)
  return last
}

/** Moves the identity and the page's address to the new name. A repeated call has no effect. */
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
