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
