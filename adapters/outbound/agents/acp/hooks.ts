import type { AgentHooks } from '../../../../application/agents/agent-cli.port.js'
import { agentId } from '../../../../domain/agents/agent-id.js'
import { isUndecided, type Gate, type Verdict } from '../../../../domain/approvals/approval.js'
import type { HookPayload } from '../../../../domain/attention/hook.js'
import type { TurnFailure } from '../../../../domain/attention/turn-failure.js'
import { readStatusLine } from '../claude-code/status-line.js'
import { reportsWith } from '../failed-turns.js'
import { inputOf } from '../opencode/tools.js'
import { recordOf, textOf } from '../row-values.js'

export const ACP = agentId('acp')

/** Reports of `penates acp` and the answers that it reads. */
export const hooks: AgentHooks = {
  report: reportsWith(toolOf, failureOf),
  statusLine: (payload) => ({ ...readStatusLine(payload), agent: ACP }),
  verdict: spokenAt,
}

/** Tools of the hub by the kinds of the protocol, version 1. A call of another kind has its own name. */
const KINDS: ReadonlyMap<unknown, string> = new Map([
  ['execute', 'Bash'],
  ['edit', 'Edit'],
  ['read', 'Read'],
  ['search', 'Grep'],
  ['fetch', 'WebFetch'],
])

/** Longest name of a tool; titles are sentences of any length. */
const MAX_TITLE_LENGTH = 200

/** Tool and input by the names of the hub. */
function toolOf({ call }: HookPayload): Readonly<Record<string, unknown>> {
  if (typeof call !== 'object' || call === null) return {}
  const { name, title, kind, input, locations, diffs } = recordOf(call)
  const [place, change] = [locations, diffs].map((list) => recordOf(Array.isArray(list) ? list[0] : null))
  const given = recordOf(inputOf('', input))
  const path = textOf(given['file_path']) ?? textOf(change?.['path']) ?? textOf(place?.['path'])
  const isFile = kind === 'edit' || kind === 'read'
  const changed =
    kind === 'edit' && textOf(change?.['newText']) !== null && given['old_string'] === undefined
      ? { old_string: change?.['oldText'] ?? '', new_string: change?.['newText'] }
      : {}
  const known = KINDS.get(kind) ?? textOf(name) ?? textOf(title)
  return {
    tool_name: known?.slice(0, MAX_TITLE_LENGTH),
    tool_input: { ...(isFile && path !== null ? { file_path: path } : {}), ...changed, ...given },
  }
}

/** Code of the protocol for a request that needs a sign-in first. */
const AUTH_REQUIRED = -32_000

/** Reason of a failed turn. The protocol has no others. */
function failureOf(error: unknown): TurnFailure {
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
