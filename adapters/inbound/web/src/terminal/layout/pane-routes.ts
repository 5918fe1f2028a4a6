import { focusPanel } from './panel-focus.js'
import { go, replace, route } from '../../app/router.js'
import { neighbourOf } from '../touch/swipe-name.js'

/** Opens the next or previous session in the rail's order. */
export function stepFrom(from: string, by: 1 | -1): void {
  const next = neighbourOf(from, by)
  if (next !== null) replace({ page: 'terminal', session: next })
}

export function showRepo(session: string): void {
  go({ page: 'terminal', session, beside: { view: 'changes' } })
}

/** Opens the conversation, or focuses it when it is shown. */
export function showConversation(session: string): void {
  const here = route.peek()
  if (here.page === 'terminal' && here.beside?.view === 'conversation') focusPanel()
  else go({ page: 'terminal', session, beside: { view: 'conversation' } })
}

export function showFile(session: string, path: string, line: number | null): void {
  go({ page: 'terminal', session, beside: { view: 'file', path, line } })
}
