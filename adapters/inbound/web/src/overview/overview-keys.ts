import type { HubSession } from '../app/hub/hub.js'
import { chord } from '../app/platform/keys.js'
import { armed, disarm, press } from '../app/armed.js'
import { isTyping } from '../app/keyboard.js'
import { density } from '../app/platform/preferences.js'
import { clearSelection, selected, toggleSelected } from '../session/selection.js'
import { forget, isRemembered, kill, setMuted, setPinned } from '../session/hub-actions.js'
import { sessionByName } from '../app/sessions.js'
import { KILL_SELECTED, killSelected } from './selection-bar.js'
import { forgetId, killId, renaming } from '../session/session-actions.js'
import { watch } from '../session/watch.js'

const names = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-session]')]

/** Element with the session name of the tile that contains the focus. */
function current(): HTMLElement | undefined {
  const item = document.activeElement?.closest('article')
  return item?.querySelector<HTMLElement>('[data-session]') ?? undefined
}

function move(step: number): void {
  const all = names()
  const here = current()
  const at = here ? all.indexOf(here) : step > 0 ? -1 : all.length
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)]
  const target = next?.querySelector('a') ?? next
  target?.focus()
  target?.closest('article')?.scrollIntoView({ block: 'nearest' })
}

function destroy(session: HubSession): void {
  if (selected.value.length > 0) press(KILL_SELECTED, killSelected)
  else if (session.status === 'dormant') press(forgetId(session.name), () => void forget(session.name))
  else press(killId(session.name), () => void kill([session]))
}

function onSession(key: string, session: HubSession): boolean {
  switch (key) {
    case 'x':
      toggleSelected(session.name)
      return true
    case 'r':
      renaming.value = session.id
      return true
    case 'p':
      if (isRemembered(session)) void setPinned(session, !session.pinned)
      return true
    case 'm':
      if (isRemembered(session)) void setMuted(session, !session.muted)
      return true
    case 'Backspace':
    case 'Delete':
      destroy(session)
      return true
    default:
      return false
  }
}

function onPage(key: string): boolean {
  switch (key) {
    case 'j':
    case 'ArrowDown':
      move(1)
      return true
    case 'k':
    case 'ArrowUp':
      move(-1)
      return true
    case 'd':
      density.value = density.value === 'tiles' ? 'rows' : 'tiles'
      return true
    case 'w':
      watch()
      return true
    case 'Escape':
      if (armed.value === null) clearSelection()
      disarm()
      return true
    default:
      return false
  }
}

/** Registers the overview's keys. Returns an unregister function. */
export function listenForKeys(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isTyping(event)) return
    const key = chord(event)
    const session = sessionByName.value.get(current()?.dataset['session'] ?? '')
    if (onPage(key) || (session && onSession(key, session))) event.preventDefault()
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}
