import { signal } from '@preact/signals'
import { browserShelf } from '../platform/preference.js'
import { scriptOf } from '../platform/page-version.js'
import { drafts } from './drafts.js'

/** Time of the last reload for a newer page; read by the page that comes. */
export const RELOADED_AT = 'penates_reloaded_at'
/** Leaving one field for the next is no pause. */
const PAUSE_MS = 1_500

const tab = browserShelf(() => sessionStorage)

/** The hub serves a newer page than this one. */
export const newVersion = signal(false)

/** Reads the hub's page, and reloads when it is another one: at once, or as soon as no input is under way. */
export async function lookForNewVersion(): Promise<void> {
  if (newVersion.peek() || !(await isOtherPage())) return
  newVersion.value = true
  document.addEventListener('visibilitychange', reloadWhenIdle)
  document.addEventListener('focusout', () => setTimeout(reloadWhenIdle, PAUSE_MS))
  reloadWhenIdle()
}

/** Drafts are kept over it. */
export function reloadNow(): void {
  tab.write(RELOADED_AT, String(Date.now()))
  window.location.reload()
}

function reloadWhenIdle(): void {
  if (!isInputUnderWay()) reloadNow()
}

/** A draft, an open dialog, or a field that has the focus: a terminal is one too. */
function isInputUnderWay(): boolean {
  if (drafts.hasAny() || document.querySelector('dialog[open]') !== null) return true
  return !document.hidden && document.activeElement?.matches('input, textarea, select, [contenteditable]') === true
}

async function isOtherPage(): Promise<boolean> {
  const own = document.querySelector('script[type="module"]')?.getAttribute('src')
  try {
    const answer = await fetch('/', { cache: 'no-store', headers: { Accept: 'text/html' } })
    const served = answer.ok ? scriptOf(await answer.text()) : null
    return served !== null && served !== own
  } catch {
    return false
  }
}
