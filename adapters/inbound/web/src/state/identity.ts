import { batch } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { replace, route } from './router.js'
import { nextView, type SessionView } from './session-view.js'
import { nameListed, sessionByName } from './sessions.js'

/** Key of a view of the session with this name, which stays through renames. */
export function useSessionKey(name: string): number {
  const last = useRef<SessionView | null>(null)
  last.current = nextView(last.current, name, sessionByName.value.get(name)?.id ?? null)
  return last.current.key
}

/** Shows the new name of a session in the list and in the page's address. A repeated call has no effect. */
export function followRename(id: string | null, from: string, to: string): void {
  const here = route.peek()
  const isShown = here.page === 'terminal' && here.session === from
  const isSame = (sessionByName.peek().get(from)?.id ?? id) === id
  batch(() => {
    nameListed(id, to)
    if (isShown && isSame) replace({ ...here, session: to })
  })
}
