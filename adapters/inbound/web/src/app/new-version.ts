import { signal } from '@preact/signals'
import { browserShelf } from './platform/preference.js'
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

/** Path of the page's script, whose name contains a content hash; `null` for other pages. */
export const scriptOf = (html: string): string | null =>
  /<script[^>]+type="module"[^>]+src="([^"]+)"/.exec(html)?.[1] ?? null

/** Minimum time between two reloads while the hub restarts repeatedly. */
const MIN_APART_MS = 3_000

export interface BootMemory {
  /** Start time of the hub process that served this page; `null` before its first response. */
  readonly boot: number | null
  /** Time of this tab's last reload for a new version, kept over the reload. */
  readonly reloadedAt: number | null
}

/** Compares a response's boot time with that of the hub that served the page. Reports whether the hub is newer. */
export function onBoot(
  memory: BootMemory,
  seen: number,
  now: number,
): { readonly memory: BootMemory; readonly isNewer: boolean } {
  if (!Number.isFinite(seen)) return { memory, isNewer: false }
  if (memory.boot === null) return { memory: { ...memory, boot: seen }, isNewer: false }
  const tooSoon = memory.reloadedAt !== null && now - memory.reloadedAt < MIN_APART_MS
  if (seen <= memory.boot || tooSoon) return { memory, isNewer: false }
  return { memory: { boot: seen, reloadedAt: now }, isNewer: true }
}
