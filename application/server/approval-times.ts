import type { Spread } from '../../domain/server/spread.js'
import type { Feed } from '../attention/feed.port.js'
import { makeTiming } from './timing.js'

/** How long questions waited for an answer of whatever kind. */
export interface ApprovalTimes {
  readonly spread: () => Spread
  /** Listens until the answer is called. */
  readonly follow: () => () => void
}

export function makeApprovalTimes({ feed }: { readonly feed: Feed }): ApprovalTimes {
  const timing = makeTiming()
  const asked = new Map<string, number>()

  return {
    spread: timing.spread,
    follow: () =>
      feed.subscribe((event) => {
        if (event._tag === 'tool-approval-request') asked.set(event.id, event.at)
        if (event._tag !== 'tool-approval-resolved') return
        const at = asked.get(event.id)
        asked.delete(event.id)
        if (at !== undefined) timing.note(event.at - at)
      }),
  }
}
