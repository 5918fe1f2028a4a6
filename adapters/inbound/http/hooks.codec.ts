import type { Gate, Verdict } from '../../../domain/approvals/approval.js'

/** Header by which an installation of ours says so: then it comes to both gates. */
export const GATE_HEADER = 'x-penates-gate'
/** Its value for the wrapper that refuses by itself; it takes nothing but a spoken answer for one. */
export const WRAPPER = 'wrapper'

/** What the wrapper reads as leave to go on without an opinion. An empty answer could be anybody's. */
const SPOKEN_NO_OPINION = { penates: 'no-opinion' }

/** The verdict in Claude Code's words for that hook (2.1.197); `undefined` for an empty body. */
export function verdictJson(gate: Gate, verdict: Verdict, isWrapper: boolean): Record<string, unknown> | undefined {
  const spoken = gate === 'PreToolUse' ? beforeTool(verdict) : permission(verdict)
  if (spoken !== undefined) return { hookSpecificOutput: { hookEventName: gate, ...spoken } }
  return isWrapper ? SPOKEN_NO_OPINION : undefined
}

function beforeTool(verdict: Verdict): Record<string, unknown> | undefined {
  switch (verdict._tag) {
    case 'Allow':
      return {
        permissionDecision: 'allow',
        permissionDecisionReason: 'Approved via Penates',
        ...(verdict.input === null ? {} : { updatedInput: verdict.input }),
      }
    case 'Deny':
      return { permissionDecision: 'deny', permissionDecisionReason: verdict.reason }
    case 'Terminal':
      return { permissionDecision: 'ask', permissionDecisionReason: verdict.reason ?? 'Nobody answered from elsewhere' }
    case 'NoOpinion':
      return undefined
  }
}

function permission(verdict: Verdict): Record<string, unknown> | undefined {
  switch (verdict._tag) {
    case 'Allow':
      return { decision: { behavior: 'allow', ...(verdict.input === null ? {} : { updatedInput: verdict.input }) } }
    case 'Deny':
      return { decision: { behavior: 'deny', message: verdict.reason } }
    case 'Terminal':
    case 'NoOpinion':
      return undefined
  }
}
