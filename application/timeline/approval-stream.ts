import * as E from 'fp-ts/lib/Either.js'
import type { DecidedCall } from '../../domain/approvals/decided-call.js'
import { timelineEntry } from '../../domain/timeline/timeline.js'
import type { ListDecided } from '../approvals/list-decided.js'
import {
  inOrder,
  missingBatch,
  OVER,
  type TimelineBatch,
  type TimelineRequest,
  type TimelineScope,
  type TimelineStream,
} from './timeline-stream.js'

/** Calls that are read at a time: a page that is shown in part is read again. */
const PAGE = 20

/** Decided calls of sessions, also under their former names as far as they are known. */
export function approvalStream(listDecided: ListDecided, { since, isOwnSession }: TimelineScope): TimelineStream {
  const read = async (request: TimelineRequest): Promise<TimelineBatch> => {
    const { position } = request
    const [start, last] = parsePosition(position)
    const page = await listDecided({
      ...{ text: '', outcome: null, before: start, limit: PAGE, since },
      isOfSession: isOwnSession,
    })()
    if (E.isLeft(page)) return missingBatch('approvals', position)
    const { calls, before } = page.right
    const shown = calls.findIndex(({ id }) => id === last) + 1
    const items = calls
      .slice(shown)
      .map((call) => ({ entry: entryOf(call), after: `${start === null ? '' : String(start)}:${call.id}` }))
    return {
      items: inOrder(items, request).items.filter(({ entry }) => entry.at >= since),
      after: before === null ? 'end' : `${String(before)}:`,
      isOver: before === null,
      missing: [],
    }
  }

  return {
    name: 'approvals',
    kinds: ['approval'],
    read: (request) => (request.position === 'end' ? Promise.resolve(OVER) : read(request)),
  }
}

/** Position in the log and id of the last call of the page there that was shown. */
function parsePosition(text: string | null): readonly [start: number | null, last: string] {
  const [, start = '', last = ''] = /^(\d{0,15}):(.{0,100})$/.exec(text ?? '') ?? []
  return [start === '' ? null : Number(start), last]
}

const entryOf = ({ id, at, preview, tool, outcome, why, decision, session }: DecidedCall) =>
  timelineEntry({
    ...{ id: `approval:${id}`, kind: 'approval', at, text: preview, tool, isError: outcome === 'denied', session },
    approval: { id, outcome, why, decision },
  })
