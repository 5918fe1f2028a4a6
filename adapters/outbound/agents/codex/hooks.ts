import type { AgentHooks } from '../../../../application/agents/agent-cli.port.js'
import type { Gate, Verdict } from '../../../../domain/approvals/approval.js'
import { readReport } from '../claude-code/hook.js'
import { readStatusLine } from '../claude-code/status-line.js'
import { CODEX } from './logs.js'

/** Payloads of hooks and their answers. Names and fields are those of Claude Code but for `Interrupt` (0.171.0). */
export const hooks: AgentHooks = {
  isSilentOnFailure: true,
  hidesDialog: true,
  cannotPrompt: true,
  report: (event, payload) => {
    // The person stopped the turn, so the agent is back at its prompt. No `Stop` follows.
    const report = readReport(event === 'Interrupt' ? 'Stop' : event, payload)
    // The prompt of a sub-agent comes from the agent; `session_id` is that of the agent.
    return event === 'UserPromptSubmit' && payload['agent_id'] !== undefined
      ? { ...report, hook: null, prompt: undefined }
      : report
  },
  statusLine: (payload) => ({ ...readStatusLine(payload), agent: CODEX }),
  takesInput: [],
  takesReason: ['permission', 'question', 'plan'],
  verdict: (gate, verdict) => {
    const spoken = spokenAt(gate, verdict)
    return spoken === undefined ? undefined : { hookSpecificOutput: { hookEventName: gate, ...spoken } }
  },
}

/** Codex takes an allow at `PermissionRequest` only, and none with an input (0.171.0). */
function spokenAt(gate: Gate, verdict: Verdict): Record<string, unknown> | undefined {
  switch (verdict._tag) {
    case 'Allow':
      if (verdict.input !== null) return denial(gate, 'Codex cannot run an edited input')
      return gate === 'PermissionRequest' ? { decision: { behavior: 'allow' } } : undefined
    case 'Deny':
      return denial(gate, verdict.reason)
    case 'Terminal':
    case 'NoOpinion':
      return undefined
  }
}

const denial = (gate: Gate, reason: string): Record<string, unknown> =>
  gate === 'PreToolUse'
    ? { permissionDecision: 'deny', permissionDecisionReason: reason }
    : { decision: { behavior: 'deny', message: reason } }
