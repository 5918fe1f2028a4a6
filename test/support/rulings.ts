import { sessionId } from '../../domain/sessions/session-id.js'
import type { Approval, ToolCall } from '../../domain/approvals/approval.js'
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
