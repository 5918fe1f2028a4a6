import * as t from 'io-ts'
import type { PacedAccount } from '../../../application/usage/read-limits.js'
import type { Screen } from '../../../application/sessions/read-screens.js'
import type { SessionListChange } from '../../../application/overview/publish-sessions.js'
import { integer, nullable } from '../../../infrastructure/codec/codecs.js'
import { always, from, jsonOf } from '../../../infrastructure/codec/json-of.js'
import { withSchema } from '../../../infrastructure/codec/schema.js'
import { nullableFaultText } from '../http/routing/errors.js'
import { ScreenJson, SessionListJson } from '../http/sessions/codec.js'
import { AccountJson } from '../http/usage/limits.api.js'

const MAX_WATCHED = 100
const WatchedNames = withSchema(
  t.refinement(t.readonlyArray(t.string), ({ length }) => length <= MAX_WATCHED, 'WatchedNames'),
  { type: 'array', items: { type: 'string' }, maxItems: MAX_WATCHED },
)
const MAX_LINES = 50
const WatchedLines = withSchema(
  t.refinement(t.number, (lines) => Number.isInteger(lines) && lines >= 1 && lines <= MAX_LINES, 'WatchedLines'),
  { type: 'integer', minimum: 1, maximum: MAX_LINES },
)

/** Sessions whose screens the client shows, with `live=1`: their last lines come at once, and whenever they change. */
export const WatchJson = t.strict({ type: t.literal('watch'), names: WatchedNames, lines: WatchedLines })

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
  }),
  /** Screens that the client watches and that have changed. */
  screens: jsonOf<{ readonly screens: ReadonlyArray<Screen> }>()({
    type: always('screens'),
    screens: t.readonlyArray(ScreenJson),
  }),
  /** Limits of accounts, every minute. */
  limits: jsonOf<{ readonly accounts: ReadonlyArray<PacedAccount> }>()({
    type: always('limits'),
    accounts: t.readonlyArray(AccountJson),
  }),
}
