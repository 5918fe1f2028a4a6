import type { AgentReport } from '../../../../application/agents/agent-cli.port.js'
import { FORM_TOOL } from '../../../../domain/approvals/form.js'
import type { ReportedCall } from '../../../../domain/approvals/tool-call.js'
import type {
  BackgroundWork,
  Hook,
  HookPayload,
  NotificationKind,
  ReportEvent,
} from '../../../../domain/attention/hook.js'
import { failureOf } from './failed-turn.js'
import { readMemory } from './memory.js'
import { withoutPasteMarks } from './pasted-content.js'

/** Reads the payload of a hook. */
export const readReport = (event: ReportEvent | null, payload: HookPayload): AgentReport => ({
  hook: readHook(event, payload),
  conversation: payload['session_id'],
  prompt: typeof payload['prompt'] === 'string' ? withoutPasteMarks(payload['prompt']) : payload['prompt'],
  permissionMode: payload['permission_mode'],
  call: readCall(event, payload),
})

function readCall(event: ReportEvent | null, payload: HookPayload): ReportedCall {
  switch (event) {
    case 'Elicitation':
      return { ...callOf(payload), ...formOf(payload) }
    case 'PermissionRequest':
      return { ...callOf(payload), memory: readMemory(payload['permission_suggestions']) }
    default:
      return callOf(payload)
  }
}

/** A literal without a spread: V8 takes 3 µs for one with, of the 100 µs that a report costs. */
const callOf = (payload: HookPayload): ReportedCall => ({
  tool: payload['tool_name'],
  input: payload['tool_input'],
  toolUseId: payload['tool_use_id'],
  promptId: payload['prompt_id'],
  permissionMode: payload['permission_mode'],
  cwd: payload['cwd'],
  // An agent that was started with `--agent` has a type and no id.
  subagent: payload['agent_id'] === undefined ? undefined : (payload['agent_type'] ?? ''),
})

/** Form of an MCP server; an address that the person is to open has the mode `url`. Measured with 2.1.197 and 2.1.332. */
const formOf = (payload: HookPayload): Pick<ReportedCall, 'tool' | 'input'> => {
  const { mcp_server_name, message, mode, requested_schema, url, elicitation_id } = payload
  const given = { server: mcp_server_name, message, mode, schema: requested_schema, url, elicitationId: elicitation_id }
  return {
    tool: FORM_TOOL,
    input: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }
}

/**
 * Reads a report; `null` for an event that the hub does not use. An empty or invalid payload still yields its event.
 * Names and fields: Claude Code 2.1.197, recorded in the hook fixtures.
 */
function readHook(event: ReportEvent | null, payload: HookPayload): Hook | null {
  switch (event) {
    case 'UserPromptSubmit':
    case 'SessionStart':
      return { event }
    case 'Stop':
      return { event, ...backgroundOf(payload) }
    case 'SubagentStop':
      return { event, leavesTurn: Array.isArray(payload['background_tasks']) }
    case 'PermissionDenied':
      return { event, reason: reasonOf(payload) }
    // The turn ended in an error of the model's service and the agent is back at its prompt; measured with 2.1.197 and 2.1.332.
    case 'StopFailure':
      return { event: 'Stop', failure: failureOf(payload['error'], payload['last_assistant_message']) }
    case 'PreToolUse':
    case 'PermissionRequest':
      return { event, tool: toolOf(payload) }
    // A form waits for a person as a question does; its own dialog comes after the hook.
    case 'Elicitation':
      return { event: 'PermissionRequest', tool: null }
    // A form was answered at the terminal, and its tool goes on.
    case 'ElicitationResult':
    case 'PostToolUse':
      return { event: 'PostToolUse' }
    case 'PostToolUseFailure':
      return { event: 'PostToolUse', hasFailed: true }
    case 'Notification':
      return { event, about: notificationKind(payload) }
    case 'SessionEnd':
      return { event, isOver: !GOES_ON.has(payload['reason']) }
    case 'Interrupt':
    case null:
      return null
  }
}

/** Longest reason that is kept, in UTF-16 code units. */
const MAX_REASON_LENGTH = 2_000

function reasonOf({ reason }: HookPayload): string | null {
  const text = typeof reason === 'string' ? reason.trim().slice(0, MAX_REASON_LENGTH) : ''
  return text === '' ? null : text
}

/** Work that runs on after a turn. Reported by 2.1.197 and 2.1.332; a command of the shell has the type `shell`. */
function backgroundOf({ background_tasks: tasks }: HookPayload): { readonly background?: BackgroundWork } {
  if (!Array.isArray(tasks) || tasks.length === 0) return {}
  return { background: tasks.every(isCommand) ? 'commands' : 'agents' }
}

const isCommand = (task: unknown): boolean =>
  typeof task === 'object' && task !== null && (task as { readonly type?: unknown }).type === 'shell'

const GOES_ON: ReadonlySet<unknown> = new Set(['clear', 'resume'])

/** Upper bound of a tool name in characters, including the prefix of an MCP server. */
const MAX_TOOL_LENGTH = 200

/** Name of the tool in a report, cut to 200 characters; `null` when there is none. */
function toolOf(payload: HookPayload): string | null {
  const tool = payload['tool_name']
  return typeof tool === 'string' && tool !== '' ? tool.slice(0, MAX_TOOL_LENGTH) : null
}

const QUESTIONS: ReadonlySet<unknown> = new Set([
  'permission_prompt',
  'worker_permission_prompt',
  'elicitation_dialog',
  'elicitation_url_dialog',
  // A dialog that only a person can answer, or an agent in the background that waits for one.
  'agent_needs_input',
  'question',
])

/** Classifies a notification. Versions before 2.0 send no type, only the sentence on their screen. */
function notificationKind({ notification_type: type, message }: HookPayload): NotificationKind {
  if (type === undefined) return /waiting for your input/i.test(String(message)) ? 'idlePrompt' : 'question'
  if (type === 'idle_prompt') return 'idlePrompt'
  return QUESTIONS.has(type) ? 'question' : 'other'
}
