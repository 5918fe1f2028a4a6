import type { AgentHooks } from '../../../../application/agents/agent-cli.port.js'
import type { Gate, Verdict } from '../../../../domain/approvals/approval.js'
import { readQuestions } from '../../../../domain/approvals/question.js'
import type { HookPayload } from '../../../../domain/attention/hook.js'
import type { TurnFailureKind } from '../../../../domain/attention/turn-failure.js'
import { readStatusLine } from '../claude-code/status-line.js'
import { reportsWith } from '../failed-turns.js'
import { recordOf } from '../row-values.js'
import { failureOfStatus } from '../service-failures.js'
import { OPENCODE } from './logs.js'
import { inputOf, toolName } from './tools.js'

/** Payloads of the plugin (1.18.33) and the answers that it reads. */
export const hooks: AgentHooks = {
  report: reportsWith(toolOf, failureOf, (error) => recordOf(recordOf(error)['data'])['message']),
  statusLine: (payload) => ({ ...readStatusLine(payload), agent: OPENCODE }),
  takesInput: ['question'],
  takesReason: ['permission', 'plan'],
  cannotPrompt: true,
  verdict: spokenAt,
}

/** Call of a tool. A request that belongs to none, such as access to a folder outside, is a call of what is asked for. */
function toolOf({ tool_name: name, tool_input: input, request }: HookPayload): Readonly<Record<string, unknown>> {
  const { permission, patterns, metadata, questions } = recordOf(request)
  // `plan_exit` asks by a question as well.
  if (questions !== undefined)
    return { tool_name: toolName('question'), tool_input: inputOf('question', { questions }) }
  if (typeof name === 'string') return { tool_name: toolName(name), tool_input: inputOf(name, input) }
  return typeof permission === 'string'
    ? { tool_name: toolName(permission), tool_input: { ...recordOf(metadata), patterns } }
    : {}
}

/** Reason of a failed turn by the error of opencode. */
function failureOf(error: unknown): TurnFailureKind {
  const { name, data } = recordOf(error)
  switch (name) {
    case 'ProviderAuthError':
      return 'sign-in'
    case 'MessageOutputLengthError':
      return 'output-length'
    case 'ContextOverflowError':
      return 'request'
    case 'APIError':
      return failureOfStatus(recordOf(data)['statusCode'])
    default:
      return 'unknown'
  }
}

/** The plugin refuses before a tool, and answers a request of opencode. No other input can be run. */
function spokenAt(gate: Gate, verdict: Verdict, asked: unknown): Record<string, unknown> | undefined {
  const questions = readQuestions(recordOf(asked))
  switch (verdict._tag) {
    case 'Allow':
      if (questions !== null) return answersIn(verdict.input, questions)
      if (verdict.input !== null) return refusal(gate, 'opencode cannot run an edited input')
      return gate === 'PermissionRequest' ? { reply: { reply: 'once' } } : undefined
    case 'Deny':
      return questions === null ? refusal(gate, verdict.reason) : { isDismissed: true }
    case 'Terminal':
    case 'NoOpinion':
      return undefined
  }
}

const refusal = (gate: Gate, reason: string): Record<string, unknown> =>
  gate === 'PreToolUse' ? { refusal: reason } : { reply: { reply: 'reject', message: reason } }

/** Chosen labels as one text for each question; opencode joins several in the same way. */
function answersIn(
  input: unknown,
  questions: ReadonlyArray<{ readonly text: string }>,
): Record<string, unknown> | undefined {
  const answers = recordOf(recordOf(input)['answers'])
  return questions.every(({ text }) => typeof answers[text] === 'string')
    ? { reply: { answers: questions.map(({ text }) => [answers[text]]) } }
    : undefined
}
