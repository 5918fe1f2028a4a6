import { batch } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { nextView, nextViews, type SessionView } from './session-view.js'
import { renameInAddress } from '../app/terminal-layout.js'
import { nameListed, sessionByName } from '../app/sessions.js'

/** Key of a view of the session with this name, which stays through renames. */
export function useSessionKey(name: string): number {
  const last = useRef<SessionView | null>(null)
  last.current = nextView(last.current, name, sessionByName.value.get(name)?.id ?? null)
  return last.current.key
}

/** The same for the sessions of one page. */
export function useSessionKeys(names: ReadonlyArray<string>): ReadonlyArray<number> {
  const last = useRef<ReadonlyArray<SessionView>>([])
  last.current = nextViews(last.current, names, (name) => sessionByName.value.get(name)?.id ?? null)
  return last.current.map(({ key }) => key)
}

/** Shows the new name of a session in the list and in the page's address. A repeated call has no effect. */
export function followRename(id: string | null, from: string, to: string): void {
  const isSame = (sessionByName.peek().get(from)?.id ?? id) === id
  batch(() => {
    nameListed(id, to)
    if (isSame) renameInAddress(from, to)
  })
}
