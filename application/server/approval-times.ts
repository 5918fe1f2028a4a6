import { quantile, type Spread } from '../../domain/server/spread.js'
import type { ListApprovals } from '../approvals/list-approvals.js'
import type { ServerPorts } from './ports.js'

/** Durations of one kind of thing. */
export interface Timing {
  /** Milliseconds. A store and two sums: cheap enough for every key. */
  readonly note: (tookMs: number) => void
  readonly spread: () => Spread
}

/** The spread is that of the latest ones: an hour of a person's typing, and sorted in a tenth of a millisecond. */
const KEPT = 1024

export function makeTiming(): Timing {
  const samples = new Float64Array(KEPT)
  let count = 0
  let totalMs = 0

  return {
    note: (tookMs) => {
      samples[count % KEPT] = tookMs
      count += 1
      totalMs += tookMs
    },
    spread: () => {
      const sorted = samples.slice(0, Math.min(count, KEPT)).sort()
      return { count, totalMs, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) }
    },
  }
}

/** Waiting times of approval requests, for any kind of answer. */
export interface ApprovalTimes {
  readonly spread: () => Spread
  /** From a question's arrival to its place in the list, which it gets once it is on disk. */
  readonly listed: () => Spread
  /** Listens until the answer is called. */
  readonly follow: () => () => void
}

export function makeApprovalTimes(
  deps: Pick<ServerPorts, 'feed'> & { readonly list: Pick<ListApprovals, 'find'> },
): ApprovalTimes {
  const { feed, list } = deps
  const [timing, listing] = [makeTiming(), makeTiming()]
  const asked = new Map<string, number>()

  return {
    spread: timing.spread,
    listed: listing.spread,
    follow: () =>
      feed.subscribe((event) => {
        if (event._tag === 'tool-approval-request') {
          asked.set(event.id, event.at)
          const arrivedAt = list.find(event.id)?.createdAt
          if (arrivedAt !== undefined) listing.note(Math.max(0, event.at - arrivedAt))
        }
        if (event._tag !== 'tool-approval-resolved') return
        const at = asked.get(event.id)
        asked.delete(event.id)
        if (at !== undefined) timing.note(event.at - at)
      }),
  }
}
