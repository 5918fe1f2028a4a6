/** Minimum time between two looks at the page of a hub that keeps restarting. */
const MIN_APART_MS = 3_000

export interface BootMemory {
  /** When the hub's process started that this page came from; `null` before its first answer. */
  readonly boot: number | null
  /** When this tab last reloaded for it; kept over the reload. */
  readonly reloadedAt: number | null
}

/** Whether a reply's boot time means a newer hub than the one this page came from. */
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
