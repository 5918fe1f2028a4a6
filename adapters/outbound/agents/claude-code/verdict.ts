import type { Gate, Verdict } from '../../../../domain/approvals/approval.js'
import { memoryJson } from './memory.js'

/**
 * The verdict in Claude Code's words for that hook (2.1.197, 2.1.332); `undefined` for no opinion. An allow always names the input
 * that was approved, `asked` unless it was edited: of several hooks the last answer decides what runs, and one without an
 * input would leave it to the others.
 */
export function verdictJson(gate: Gate, verdict: Verdict, asked: unknown): Record<string, unknown> | undefined {
  const spoken = SPOKEN[gate](verdict, asked)
  return spoken === undefined ? undefined : { hookSpecificOutput: { hookEventName: gate, ...spoken } }
}

/** An accept has the content that a person gave; without one the agent's own dialog decides. */
function form(verdict: Verdict): Record<string, unknown> | undefined {
  switch (verdict._tag) {
    case 'Allow':
      return verdict.input === null ? undefined : { action: 'accept', content: verdict.input['content'] }
    case 'Deny':
      return { action: verdict.isCancelled === true ? 'cancel' : 'decline' }
    case 'Terminal':
    case 'NoOpinion':
      return undefined
  }
}

const SPOKEN = { PreToolUse: beforeTool, PermissionRequest: permission, Elicitation: form } as const

const approvedInput = ({ input }: Extract<Verdict, { _tag: 'Allow' }>, asked: unknown): Record<string, unknown> => ({
  updatedInput: input ?? asked ?? {},
})

/** Changes that Claude Code stores with the allow, as its own dialog would (2.1.197, 2.1.332). */
const storedBy = ({ memory }: Extract<Verdict, { _tag: 'Allow' }>): Record<string, unknown> =>
  memory === undefined ? {} : { updatedPermissions: memoryJson(memory) }

function beforeTool(verdict: Verdict, asked: unknown): Record<string, unknown> | undefined {
  switch (verdict._tag) {
    case 'Allow':
      return {
        permissionDecision: 'allow',
        permissionDecisionReason: 'Approved via Penates',
        ...approvedInput(verdict, asked),
      }
    case 'Deny':
      return { permissionDecision: 'deny', permissionDecisionReason: verdict.reason }
    case 'Terminal':
      return { permissionDecision: 'ask', permissionDecisionReason: verdict.reason ?? 'Nobody answered from elsewhere' }
    case 'NoOpinion':
      return undefined
  }
}

function permission(verdict: Verdict, asked: unknown): Record<string, unknown> | undefined {
  switch (verdict._tag) {
    case 'Allow':
      return { decision: { behavior: 'allow', ...approvedInput(verdict, asked), ...storedBy(verdict) } }
    case 'Deny':
      return { decision: { behavior: 'deny', message: verdict.reason } }
    case 'Terminal':
    case 'NoOpinion':
      return undefined
  }
}
