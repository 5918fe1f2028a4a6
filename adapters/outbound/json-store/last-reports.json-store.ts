import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import { agentId } from '../../../domain/agents/agent-id.js'
import { evidenceName } from '../../../domain/attention/activity.js'
import {
  NO_LAST_REPORTS,
  type DatedLine,
  type LastReports,
  type ReportedActivity,
} from '../../../domain/attention/last-reports.js'
import { turnFailure, type TurnFailureKind } from '../../../domain/attention/turn-failure.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import type { JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith, storedIfAny, storedInstant } from './stored-values.js'

const orNull = <A, O>(codec: t.Type<A, O>) => t.union([codec, t.null])
const figure = orNull(t.number)

const FailureKind = t.keyof({
  ...{ overloaded: null, 'rate-limit': null, 'sign-in': null, billing: null, model: null },
  ...{ request: null, 'output-length': null, service: null, unknown: null },
} satisfies Record<TurnFailureKind, null>)

const StoredLine = t.strict({
  at: storedInstant,
  line: t.strict({
    agent: t.string,
    ...{ pct5h: figure, resets5h: figure, pct7d: figure, resets7d: figure },
    ...{ costUsd: figure, durationMs: figure, apiDurationMs: figure, linesAdded: figure, linesRemoved: figure },
    ...{ model: orNull(t.string), contextPct: figure, contextSize: figure },
  }),
})

const StoredEvidence = t.intersection([
  t.strict({
    source: t.keyof({ hook: null, approval: null, screen: null }),
    what: t.string,
    at: storedInstant,
  }),
  t.exact(
    t.partial({
      failure: FailureKind,
    }),
  ),
])

const StoredActivity = t.strict({
  activity: t.keyof({ working: null, waiting: null, idle: null, unknown: null }),
  tool: orNull(t.string),
  since: storedInstant,
  evidence: StoredEvidence,
  failure: storedIfAny(t.strict({ kind: FailureKind, text: t.string })),
  confirmedAt: storedInstant,
})

const StoredReports = t.strict({
  savedAt: orNull(storedInstant),
  sessions: t.readonlyArray(
    t.strict({ session: t.string, activity: orNull(StoredActivity), statusLine: orNull(StoredLine) }),
  ),
  limits: orNull(StoredLine),
})

/** Older files have the kind of a failure alone, in the evidence. Evidence that this version does not name counts as none. */
function activityOf(stored: t.TypeOf<typeof StoredActivity> | null): ReportedActivity | null {
  if (stored === null) return null
  const { failure } = stored.evidence
  const what = evidenceName(stored.evidence.what)
  if (what === null) return null
  const evidence = { ...stored.evidence, what }
  return { ...stored, evidence, failure: stored.failure ?? (failure === undefined ? null : turnFailure(failure, null)) }
}

const lineOf = (stored: t.TypeOf<typeof StoredLine> | null): DatedLine | null =>
  stored === null ? null : { ...stored, line: { ...stored.line, agent: agentId(stored.line.agent) } }

/** `last-reports.json`. */
export const lastReportsSpec = (folder: StateFolder): JsonStoreSpec<LastReports> => ({
  ...folder,
  file: join(folder.path, 'last-reports.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: NO_LAST_REPORTS,
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(StoredReports),
      E.map(({ savedAt, sessions, limits }) => ({
        savedAt,
        sessions: sessions.map(({ session, activity, statusLine }) => ({
          ...{ session: sessionId(session), activity: activityOf(activity), statusLine: lineOf(statusLine) },
        })),
        limits: lineOf(limits),
      })),
    ),
  encode: (reports) => StoredReports.encode(reports),
})
