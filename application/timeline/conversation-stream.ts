import * as E from 'fp-ts/lib/Either.js'
import type { ConversationEntry, ConversationPart } from '../../domain/conversations/conversation.js'
import { plainText } from '../../domain/timeline/plain-text.js'
import type { TimelineItem } from '../../domain/timeline/join.js'
import { timelineEntry, type TimelineKind, type TimelinePlace } from '../../domain/timeline/timeline.js'
import {
  inOrder,
  missingBatch,
  OVER,
  type TimelineBatch,
  type TimelineRequest,
  type TimelineSession,
  type TimelineStream,
} from './timeline-stream.js'
import type { TimelineSteps } from './ports.js'

const KINDS = ['prompt', 'answer', 'call', 'notice'] as const

/** Position in the conversations of a session: rows before a byte, without those from an entry on. */
interface Position {
  readonly conversation: string
  readonly before: number
  readonly row: number
  readonly part: number
}

interface ReadPart extends ConversationPart, Omit<TimelinePlace, 'row'> {}

/** Turns and calls from the transcripts of a session, one conversation after the other. `name` is that of the stream. */
export function conversationStream(
  deps: Pick<TimelineSteps, 'readConversation' | 'readPastConversation'>,
  session: TimelineSession,
  name = 'conversation',
): TimelineStream {
  const { readConversation, readPastConversation } = deps
  const newest = async (): Promise<E.Either<unknown, ReadPart | null>> => {
    if (session.isGone) return pastNewest()
    const read = await readConversation(session.name, { conversation: null, call: null, range: { before: null } })()
    if (E.isLeft(read)) return read
    const { conversation } = read.right
    return E.right(
      conversation === null ? null : { ...read.right, conversation, agent: session.agent, isPresent: true },
    )
  }

  /** End of the last conversation of a session that is over. */
  const pastNewest = async (): Promise<E.Either<unknown, ReadPart | null>> => {
    const [conversation] = session.conversations
    return conversation === undefined
      ? E.right(null)
      : before({ conversation, before: Infinity, row: Infinity, part: 0 })
  }

  /** The conversation that the session has now is read as its own, another one by its id. */
  const before = async (from: Position): Promise<E.Either<unknown, ReadPart | null>> => {
    const { conversation } = from
    const { agent } = session
    const range = { before: from.before === Infinity ? null : from.before }
    if (range.before !== null && !session.isGone) {
      const own = await readConversation(session.name, { conversation, call: null, range })()
      if (E.isRight(own) && own.right.conversation === conversation)
        return E.right({ ...own.right, conversation, agent, isPresent: true })
    }
    const past = await readPastConversation({ agent, id: conversation }, range)()
    if (E.isRight(past)) return E.right({ ...past.right, conversation, agent, isPresent: false })
    return past.left._tag === 'ConversationNotFound' && range.before === null ? E.right(null) : past
  }

  const read = async (request: TimelineRequest): Promise<TimelineBatch> => {
    const { kinds, position, until } = request
    const from = position === null ? null : parsePosition(position)
    const part = from === null ? await newest() : await before(from)
    if (E.isLeft(part)) return missingBatch('conversation', position)
    const { conversation = from?.conversation ?? null, start = 0 } = part.right ?? {}
    const { items, oldest } = inOrder(itemsOf(part.right, from, { until, session: session.name }), request)
    const isBefore = oldest < session.since
    const hasMore = !isBefore && start > 0 && start < (from?.before ?? Infinity)
    const next = hasMore ? null : nextConversation(session, conversation)
    const after =
      hasMore && conversation !== null
        ? positionText({ conversation, before: start, row: start, part: 0 })
        : next === null
          ? 'end'
          : positionText({ conversation: next, before: Infinity, row: Infinity, part: 0 })
    return {
      items: items.filter(({ entry }) => entry.at >= session.since && kinds.has(entry.kind)),
      after,
      isOver: isBefore || after === 'end',
      missing: [],
    }
  }

  return {
    name,
    kinds: KINDS,
    read: (request) => (request.position === 'end' ? Promise.resolve(OVER) : read(request)),
  }
}

/** Conversation of the session before this one; `null` for none. */
function nextConversation({ conversations }: TimelineSession, present: string | null): string | null {
  const index = present === null ? -1 : conversations.indexOf(present)
  return present !== null && index === -1 ? null : (conversations[index + 1] ?? null)
}

/** Entries of a part before a position, newest first. A row without a time has that of the row behind it. */
function* itemsOf(
  read: ReadPart | null,
  from: Position | null,
  { until, session }: { readonly until: number; readonly session: string },
): Generator<TimelineItem> {
  if (read === null) return
  const { agent, conversation, isPresent, entries, end } = read
  const failed = new Set<string>()
  let [boundary, row, at] = [from === null ? end : Math.min(from.before, end), Infinity, until]
  for (const entry of entries.toReversed()) {
    if (entry.row < row) {
      if (row !== Infinity) boundary = row
      row = entry.row
    }
    if (entry.kind === 'result' && entry.isError && entry.callId !== null) failed.add(entry.callId)
    if (from !== null && (row > from.row || (row === from.row && entry.part >= from.part))) continue
    const kind = kindOf(entry)
    if (kind === null) continue
    at = entry.at ?? at
    const { tool, callId, part } = entry
    const text = kind === 'answer' ? plainText(entry.text) : entry.text
    const isError = entry.isError || (callId !== null && failed.has(callId))
    yield {
      entry: timelineEntry({
        id: `${conversation}:${String(row)}:${String(part)}`,
        ...{ kind, at, text, tool, isError, session, place: { agent, conversation, row, isPresent } },
      }),
      after: positionText({ conversation, before: boundary, row, part }),
    }
  }
}

/** Thinking, results and the work of sub-agents are not on the time line. */
const kindOf = ({ kind, isSubagent }: ConversationEntry): TimelineKind | null =>
  isSubagent ? null : (KINDS.find((known) => known === kind) ?? null)

const numberText = (number: number): string => (number === Infinity ? '' : String(number))

const positionText = ({ conversation, before, row, part }: Position): string =>
  `${conversation}:${numberText(before)}:${numberText(row)}:${String(part)}`

/** Reads a position; `null`, as for the newest entries, for a text that is none. */
function parsePosition(text: string): Position | null {
  const [, conversation, before, row, part] = /^([\w-]{1,128}):(\d{0,15}):(\d{0,15}):(\d{1,9})$/.exec(text) ?? []
  if (conversation === undefined) return null
  const numberOf = (digits = ''): number => (digits === '' ? Infinity : Number(digits))
  return { conversation, before: numberOf(before), row: numberOf(row), part: Number(part) }
}
