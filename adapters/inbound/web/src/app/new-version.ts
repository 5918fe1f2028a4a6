import { signal } from '@preact/signals'
import { browserShelf } from './platform/preference.js'
import { scriptOf } from './platform/page-version.js'
import { drafts } from './drafts.js'
import { hubAddress } from './platform/mount.js'

/** Session-storage key for the time of the last reload, read by the reloaded page. */
export const RELOADED_AT = 'penates_reloaded_at'
/** Moving the focus from one field to the next takes less time than this. */
const PAUSE_MS = 1_500

const tab = browserShelf(() => sessionStorage)

/** True when the hub serves another page than this one. */
export const newVersion = signal(false)

/** Compares the page with the hub's and reloads when they differ, as soon as no input is in progress. */
export async function lookForNewVersion(): Promise<void> {
  if (newVersion.peek() || !(await isOtherPage())) return
  newVersion.value = true
  document.addEventListener('visibilitychange', reloadWhenIdle)
  document.addEventListener('focusout', () => setTimeout(reloadWhenIdle, PAUSE_MS))
  reloadWhenIdle()
}

/** Reloads the page. Drafts are kept. */
export function reloadNow(): void {
  tab.write(RELOADED_AT, String(Date.now()))
  window.location.reload()
}

function reloadWhenIdle(): void {
  if (!isInputUnderWay()) reloadNow()
}

/** True with an unsaved draft, an open dialog or a focused field, which includes the terminal. */
function isInputUnderWay(): boolean {
  if (drafts.hasAny() || document.querySelector('dialog[open]') !== null) return true
  return !document.hidden && document.activeElement?.matches('input, textarea, select, [contenteditable]') === true
}

async function isOtherPage(): Promise<boolean> {
  const own = document.querySelector('script[type="module"]')?.getAttribute('src')
  try {
    const answer = await fetch(hubAddress('/'), { cache: 'no-store', headers: { Accept: 'text/html' } })
    const served = answer.ok ? scriptOf(await answer.text()) : null
    return served !== null && served !== own
  } catch {
    return false
  }
}
