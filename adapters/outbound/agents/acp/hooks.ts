import type { AgentHooks } from '../../../../application/agents/agent-cli.port.js'
import { agentId } from '../../../../domain/agents/agent-id.js'
import { isUndecided, type Gate, type Verdict } from '../../../../domain/approvals/approval.js'
import type { TurnFailureKind } from '../../../../domain/attention/turn-failure.js'
import { readStatusLine } from '../claude-code/status-line.js'
import { reportsWith } from '../failed-turns.js'
import { recordOf } from '../row-values.js'
import { toolOf } from './tools.js'

export const ACP = agentId('acp')

/** Reports of `penates acp` and the answers that it reads. */
export const hooks: AgentHooks = {
  report: reportsWith(toolOf, failureOf, (error) => recordOf(error)['message']),
  statusLine: (payload) => ({ ...readStatusLine(payload), agent: ACP }),
  takesInput: [],
  // The program prints it; the protocol has options without words.
  takesReason: ['permission', 'question', 'plan'],
  verdict: spokenAt,
}

/** Code of the protocol for a request that needs a sign-in first. */
const AUTH_REQUIRED = -32_000

/** Reason of a failed turn. The protocol has no others. */
function failureOf(error: unknown): TurnFailureKind {
  const { code, stop } = recordOf(error)
  if (code === AUTH_REQUIRED) return 'sign-in'
  return stop === 'max_tokens' ? 'output-length' : 'unknown'
}

/** The agent runs the input that it asked about, or nothing. */
function spokenAt(gate: Gate, verdict: Verdict): Record<string, unknown> | undefined {
  switch (verdict._tag) {
    case 'Allow':
      if (verdict.input !== null) return { outcome: 'deny', reason: 'The agent cannot run an edited input' }
      return gate === 'PermissionRequest' ? { outcome: 'allow' } : undefined
    case 'Deny':
      return { outcome: isUndecided(verdict) ? 'undecided' : 'deny', reason: verdict.reason }
    case 'Terminal':
    case 'NoOpinion':
      return undefined
  }
}
