import * as t from 'io-ts'
import type { PacedAccount } from '../../../application/usage/read-limits.js'
import type { ConversationChange } from '../../../application/conversations/conversations.port.js'
import type { WrittenConversation } from '../../../application/conversations/follow-conversation.js'
import type { WatchedPart } from '../../../application/overview/read-watched-parts.js'
import type { Screen } from '../../../application/sessions/read-screens.js'
import type { SessionListChange } from '../../../application/overview/publish-sessions.js'
import type { StyledRun } from '../../../domain/terminal/styled-row.js'
import { integer, integerIn, nullable, recordOf } from '../../../infrastructure/codec/codecs.js'
import { always, from, jsonOf, optional } from '../../../infrastructure/codec/json-of.js'
import { withSchema } from '../../../infrastructure/codec/schema.js'
import { nullableFaultText } from '../http/routing/errors.js'
import { MissingJson, SessionListJson } from '../http/sessions/codec.js'
import { AccountJson } from '../http/usage/limits.api.js'

const MAX_WATCHED = 100
const MAX_CALLS = 20
const MAX_LINES = 50
const textsUpTo = (maxItems: number) =>
  withSchema(
    t.refinement(t.readonlyArray(t.string), ({ length }) => length <= maxItems),
    { type: 'array', items: { type: 'string' }, maxItems },
  )
const WatchedNames = textsUpTo(MAX_WATCHED)
const WatchedCalls = textsUpTo(MAX_CALLS)
const WatchedLines = integerIn(1, MAX_LINES)

const PARTS: Readonly<Record<WatchedPart, null>> = {
  'background-agents': null,
  ports: null,
  recordings: null,
  server: null,
  updates: null,
  webhooks: null,
}
const PartName = t.keyof(PARTS)
const WatchedParts = withSchema(t.readonlyArray(PartName), {
  type: 'array',
  items: { type: 'string', enum: Object.keys(PARTS) },
})

/** Sessions whose screens the client shows, with `live=1`: their last lines come at once, and whenever they change. */
export const WatchJson = recordOf(
  { type: t.literal('watch'), names: WatchedNames, lines: WatchedLines },
  {
    /** Screens come with the look of their text. */
    styled: t.boolean,
    /** Parts whose changes are reported, for the client to read them again. */
    parts: WatchedParts,
    /** Session whose conversation the client shows: its changes are reported, the first time at once. */
    conversation: t.string,
    /** Calls of the conversation whose sub-agents the client shows: changes of what these said are reported too. */
    calls: WatchedCalls,
  },
)

const CellColour = withSchema(t.union([t.number, t.string]), {
  oneOf: [
    { type: 'integer', minimum: 0, maximum: 255 },
    { type: 'string', pattern: '^#[0-9a-f]{6}$' },
  ],
})

const StyledRunJson = jsonOf<StyledRun>()({
  text: t.string,
  fg: optional(CellColour),
  bg: optional(CellColour),
  bold: optional(t.literal(true)),
  dim: optional(t.literal(true)),
  italic: optional(t.literal(true)),
  underline: optional(t.literal(true)),
  inverse: optional(t.literal(true)),
  strike: optional(t.literal(true)),
})

const WatchedScreenJson = jsonOf<Screen>()({
  name: t.string,
  /** Plain text, top to bottom. */
  lines: t.readonlyArray(t.string),
  /** The same lines in runs of one look. A colour is an index of 256, of which 0 to 15 are the palette's, or RGB. */
  styled: optional(t.readonlyArray(t.readonlyArray(StyledRunJson))),
})

/** Change of the conversation of a session. */
export interface ConversationGrowth extends WrittenConversation {
  readonly name: string
  readonly change: ConversationChange
  /** Call whose sub-agent has said something; left out for the agent itself. */
  readonly call?: string | undefined
}

/** Frames for clients that keep lists by their changes. */
export const LIVE_FRAMES = {
  'session-list': jsonOf<SessionListChange>()({
    type: always('session-list'),
    revision: integer,
    /** Entries that are new or differ. */
    changed: SessionListJson,
    /** Ids of sessions that are no longer listed. */
    removed: t.readonlyArray(t.string),
    hostFault: from(nullable(t.string), ({ hostFault }) => nullableFaultText(hostFault)),
    missing: MissingJson,
  }),
  /** Screens that the client watches and that have changed. */
  screens: jsonOf<{ readonly screens: ReadonlyArray<Screen> }>()({
    type: always('screens'),
    screens: t.readonlyArray(WatchedScreenJson),
  }),
  /** A part that the client watches has changed. */
  changed: jsonOf<{ readonly part: WatchedPart }>()({
    type: always('changed'),
    part: PartName,
  }),
  /** The conversation that the client watches may have new rows, or is another one than before. */
  'conversation-grown': jsonOf<ConversationGrowth, 'change'>()({
    type: always('conversation-grown'),
    /** Name of the session as the client watches it. */
    name: t.string,
    /** The transcript was replaced or shortened, so the client reads it anew. */
    replaced: from(t.boolean, ({ change }) => change === 'replaced'),
    /** Call whose sub-agent it is about; left out for the agent itself. */
    call: optional(t.string),
    conversation: optional(t.string),
    /** Byte behind all that was written by then: a client that has read up to it has all. Left out where it is unknown. */
    end: optional(integer),
  }),
  /** Limits of accounts, every minute. */
  limits: jsonOf<{ readonly accounts: ReadonlyArray<PacedAccount> }>()({
    type: always('limits'),
    accounts: t.readonlyArray(AccountJson),
  }),
}
