import * as t from 'io-ts'
import { clampedInteger } from '../../../../infrastructure/codec/codecs.js'
import { AlarmJson } from './alarm.codec.js'
import { route } from '../routing/route.js'

const Mode = t.keyof({ off: null, ask: null, strict: null })

/** A call that waits for a decision. `input` is whole; `digest` is that of its canonical JSON (RFC 8785, SHA-256). */
const ApprovalJson = t.strict({
  id: t.string,
  session: t.string,
  tool: t.string,
  input: t.UnknownRecord,
  /** Preview of at most 200 characters; control characters are made visible. Not sufficient for a decision. */
  preview: t.string,
  digest: t.string,
  /** ISO. */
  createdAt: t.string,
  /** ISO time after which the approval can no longer be decided. */
  expiresAt: t.string,
  mode: t.keyof({ ask: null, strict: null }),
  /** Reason for asking beyond the rules (`budget exceeded: …`); `null` when the rules alone ask. */
  reason: t.union([t.string, t.null]),
  /** Gate that asked: before the tool, or together with the agent's own dialog. */
  gate: t.keyof({ PreToolUse: null, PermissionRequest: null }),
  cwd: t.union([t.string, t.null]),
})
export type ApprovalJson = t.TypeOf<typeof ApprovalJson>

/** `mode` applies to sessions without a mode of their own; `enabled` is true unless it is `off`. */
const ApprovalConfigJson = t.strict({
  enabled: t.boolean,
  mode: Mode,
  /** Tools that are never asked about; a name that ends in `*` means all that begin so. */
  freeTools: t.readonlyArray(t.string),
  /** True when `ask` also applies in auto mode. When false, a classifier of the agent decides there. */
  asksInAutoMode: t.boolean,
  sessions: t.record(t.string, Mode),
})

/** Seconds to wait for the first approval while there is none. */
const seconds = clampedInteger({ min: 0, max: 60, fallback: 0 })

export const listApprovals = route({
  method: 'GET',
  path: '/api/approvals',
  tokens: ['operator'],
  rate: 'read',
  query: { wait: seconds },
  answers: { 200: t.strict({ approvals: t.readonlyArray(ApprovalJson) }) },
  errors: {},
  summary: 'Calls that wait for a decision, oldest first; with `wait` (seconds) the answer waits for the first one',
})

export const readApprovalConfig = route({
  method: 'GET',
  path: '/api/approvals/config',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: ApprovalConfigJson },
  errors: {},
  summary: 'When people are asked',
})

export const listAlarms = route({
  method: 'GET',
  path: '/api/approvals/alarms',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: t.strict({ alarms: t.readonlyArray(AlarmJson) }) },
  errors: {},
  summary: 'Tools that ran without a valid approval and that no person has acknowledged yet, oldest first',
})

export const acknowledgeAlarm = route({
  method: 'POST',
  path: '/api/approvals/alarms/:id/acknowledge',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: t.strict({ ok: t.literal(true) }) },
  errors: { AlarmNotFound: null },
  summary: 'Take note of an alarm; a session that it paused goes on',
})

const Tool = t.refinement(t.string, (name) => name !== '' && name.length <= 200, 'Tool')

export const changeApprovalConfig = route({
  method: 'POST',
  path: '/api/approvals/config',
  tokens: ['operator'],
  rate: 'write',
  body: t.partial({
    enabled: t.boolean,
    mode: Mode,
    freeTools: t.readonlyArray(Tool),
    asksInAutoMode: t.boolean,
    /** Mode by session; `null` removes the session's own mode. */
    sessions: t.record(t.string, t.union([Mode, t.null])),
  }),
  answers: { 200: ApprovalConfigJson },
  errors: { NotABoolean: null },
  summary: 'Change when people are asked; counts at once',
})

export const decideApproval = route({
  method: 'POST',
  path: '/api/approvals/:id',
  tokens: ['operator', 'decision'],
  rate: 'write',
  /** `decision` is `allow` or `deny`; `digest`, `reason`, `updatedInput`, `remember` and the one-time `token` may come along. */
  body: t.UnknownRecord,
  answers: { 200: t.strict({ ok: t.literal(true), decision: t.keyof({ allow: null, deny: null }) }) },
  errors: {
    ApprovalNotPending: null,
    DigestMismatch: null,
    InvalidDecision: null,
    InvalidEdit: null,
    Unauthenticated: null,
    WrongDecisionToken: null,
  },
  summary: 'Allow or refuse one call; the first decision counts',
})
