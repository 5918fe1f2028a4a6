import { FAULT_KINDS, type FaultKind, type FaultPlan, type FaultyCall } from './faulty-tools.js'

/** Faults that follow from a seed and the order of the calls of each member since it was set. */
export interface SeededFaults extends FaultPlan {
  /** Begins anew with a seed; 0 has no faults. */
  readonly seed: (seed: number) => void
  /** Faults so far. */
  readonly calls: ReadonlyArray<FaultyCall>
  /** Members that were called since the last question. */
  readonly takeCalled: () => ReadonlySet<string>
  /** Time that the faults of the seed can take, in milliseconds. */
  readonly delayMs: () => number
}

/** Options of faults. */
export interface SeededFaultsOptions {
  /** Part of the calls that has a fault of each kind: 0.02. */
  readonly rate: number
  /** Kinds of faults; all when left out. */
  readonly kinds?: ReadonlyArray<FaultKind>
}

/** Draws faults by a hash, so that a fault stays where it is when other steps of a trace are left out. */
export function seededFaults({ rate, kinds = FAULT_KINDS }: SeededFaultsOptions): SeededFaults {
  const calls: FaultyCall[] = []
  const counts = new Map<string, number>()
  let called = new Set<string>()
  let current = 0
  let delayMs = 0
  return {
    calls,
    seed: (seed) => {
      current = seed
      delayMs = 0
      counts.clear()
    },
    takeCalled: () => {
      const taken = called
      called = new Set()
      return taken
    },
    delayMs: () => delayMs,
    draw: (port, member) => {
      const key = `${port}.${member}`
      called.add(key)
      if (current === 0) return null
      const count = counts.get(key) ?? 0
      counts.set(key, count + 1)
      const drawn = Math.floor(fraction(`${String(current)} ${key} ${String(count)}`) / rate)
      return kinds[drawn] ?? null
    },
    note: (call, limitMs) => {
      calls.push(call)
      delayMs += limitMs
    },
  }
}

/** FNV-1a with a final mix, as a number of [0, 1). */
function fraction(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000
}
