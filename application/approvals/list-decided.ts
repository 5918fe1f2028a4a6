import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import {
  decidedCall,
  matchesFilter,
  partialCall,
  withRecord,
  type DecidedCall,
  type DecidedFilter,
  type LaterRecords,
  type PartialCall,
} from '../../domain/approvals/decided-call.js'
import type { Unavailable } from '../shared/errors.js'
import type { PlacedRecord } from './approval-history.port.js'
import type { ApprovalsPorts } from './ports.js'

export interface DecidedQuery extends DecidedFilter {
  /** Position from a page; `null` for the newest calls. */
  readonly before: number | null
  /** Calls from which on a page is complete; the few that overlap with its last one are added. */
  readonly limit: number
  /** Restricts the calls by the name of their session at that time; all sessions without it. */
  readonly isOfSession?: (name: string) => boolean
  /** Time before which no call is wanted; all calls without it. */
  readonly since?: number
}

export interface DecidedPage {
  /** Newest end first. */
  readonly calls: ReadonlyArray<DecidedCall>
  /** Position of the next page; `null` after the oldest call. */
  readonly before: number | null
}

/** Reads the calls that have ended from the log, page by page. */
export type ListDecided = (query: DecidedQuery) => TE.TaskEither<Unavailable, DecidedPage>

/** Parts of the log that are read for one page. A filter that matches nothing ends there, with a position to go on. */
const MAX_PARTS = 64

export function makeListDecided({ history }: Pick<ApprovalsPorts, 'history'>): ListDecided {
  return (query) => async () => {
    const page = gather(query)
    let before = query.before
    for (let parts = 0; parts < MAX_PARTS; parts += 1) {
      const part = await history.before(before)()
      if (E.isLeft(part)) return part
      for (const record of part.right.records) page.add(record)
      before = part.right.before
      if (before === null || page.isComplete()) break
    }
    return E.right({ calls: page.calls(), before: page.isPast() ? null : page.isFull() ? page.oldest() : before })
  }
}

/** Joins the records of each call, from the newest on. */
function gather(query: DecidedQuery) {
  const open = new Map<string, PartialCall>()
  const found = new Map<string, DecidedCall | null>()
  /** Records that follow an outcome which was not read yet. */
  const later = new Map<string, LaterRecords>()
  let [matches, oldest, isPast] = [0, 0, false]
  const isFull = (): boolean => matches >= query.limit

  function begin(id: string, { record, start }: PlacedRecord): void {
    if (record['kind'] === 'delivery') later.set(id, { ...later.get(id), delivery: record })
    if (record['kind'] === 'run') later.set(id, { ...later.get(id), run: record })
    const call = isFull() ? null : partialCall(record, later.get(id))
    if (call === null) return
    oldest = start
    if (call.at > 0 && call.at < (query.since ?? 0)) isPast = true
    if (isPast) return
    if (query.outcome !== null && call.outcome !== query.outcome) return
    later.delete(id)
    open.set(call.id, call)
    found.set(call.id, null)
  }

  return {
    isFull,
    isComplete: () => (isFull() || isPast) && open.size === 0,
    isPast: () => isPast,
    oldest: () => oldest,
    calls: () => [...found.values()].filter((call) => call !== null),
    add: (placed: PlacedRecord): void => {
      const { id } = placed.record
      if (typeof id !== 'string') return
      begin(id, placed)
      const call = open.get(id)
      if (call === undefined) return
      const decided = decidedCall(call, placed.record)
      if (decided === null) {
        open.set(call.id, withRecord(call, placed.record))
        return
      }
      open.delete(call.id)
      if (!matchesFilter(decided, query) || query.isOfSession?.(decided.session) === false) return
      found.set(call.id, decided)
      matches += 1
    },
  }
}
