import * as t from 'io-ts'
import type { Alarm } from '../../../../domain/approvals/alarm.js'

export const AlarmKind = t.keyof({ 'not-allowed': null, 'other-input': null, 'weak-settings': null })

/**
 * A tool that ran without an allow in a strict session, or with another input than the approved one; settings in the
 * folder of a strict session that weaken its gate.
 */
export const AlarmJson = t.strict({
  id: t.string,
  session: t.string,
  kind: AlarmKind,
  tool: t.string,
  /** Preview of at most 200 characters; control characters are made visible. */
  preview: t.string,
  digest: t.string,
  /** Digest of the input that was allowed; `null` when none was. */
  approvedDigest: t.union([t.string, t.null]),
  source: t.keyof({ hook: null, transcript: null, settings: null }),
  /** True while the session's calls are refused, until the alarm is acknowledged. */
  isPaused: t.boolean,
  /** ISO. */
  at: t.string,
})
export type AlarmJson = t.TypeOf<typeof AlarmJson>

/** An alarm as clients read it. */
export const alarmJson = ({
  at,
  id,
  session,
  kind,
  tool,
  preview,
  digest,
  approvedDigest,
  source,
  isPaused,
}: Alarm): AlarmJson => ({
  id,
  session,
  kind,
  tool,
  preview,
  digest,
  approvedDigest,
  source,
  isPaused,
  at: new Date(at).toISOString(),
})
