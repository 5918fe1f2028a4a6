import { sessionId } from '../../domain/sessions/session-id.js'
import type { Approval, ToolCall } from '../../domain/approvals/approval.js'
import type { JsonObject } from '../../domain/approvals/canonical-json.js'
import type { ApprovalContext } from '../../domain/approvals/ruling.js'

/** A shell command at the gate before its tool, in the default permission mode. */
export const aToolCall = (changed: Partial<ToolCall> = {}): ToolCall => ({
  session: sessionId('cc-shop'),
  gate: 'PreToolUse',
  tool: 'Bash',
  input: { command: 'make' },
  digest: 'd',
  inputLength: 20,
  permissionMode: 'default',
  cwd: null,
  toolUseId: 'toolu_1',
  promptId: null,
  comesAgain: true,
  ...changed,
})

/** A call in `strict` that waits for a decision. */
export const anApproval = (id: string, call: Partial<ToolCall> = {}): Approval => ({
  id,
  call: aToolCall(call),
  mode: 'strict',
  reason: null,
  createdAt: 0,
  expiresAt: 110_000,
  secretHash: 'hash',
})

/** An approval whose input tries the text encoding of a store. */
export const storedApproval = (id: string, changed: Partial<Approval> = {}): Approval => ({
  ...anApproval(id, {
    input: JSON.parse('{"command":"größe \\u202e","nested":[{"a":null}],"__proto__":{"x":1}}') as JsonObject,
  }),
  mode: 'ask',
  createdAt: 1_000,
  ...changed,
})

/** Mode `ask` without rules, restraint or viewers, and with a person who can answer. */
export const anApprovalContext = (changed: Partial<ApprovalContext> = {}): ApprovalContext => ({
  mode: 'ask',
  restraint: null,
  asksInAutoMode: false,
  isFree: false,
  isGranted: false,
  judgement: null,
  recentVerdict: null,
  sessionExists: true,
  isAttached: false,
  canBeAnswered: true,
  hasRoom: true,
  ...changed,
})
