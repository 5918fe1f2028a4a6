import type { AgentHooks } from '../../../../application/agents/agent-cli.port.js'
import type { Gate, Verdict } from '../../../../domain/approvals/approval.js'
import { readQuestions } from '../../../../domain/approvals/question.js'
import type { HookPayload } from '../../../../domain/attention/hook.js'
import type { TurnFailure } from '../../../../domain/attention/turn-failure.js'
import { readReport } from '../claude-code/hook.js'
import { readStatusLine } from '../claude-code/status-line.js'
import { recordOf } from '../row-values.js'
import { failureOfStatus } from '../service-failures.js'
import { OPENCODE } from './logs.js'

/** Payloads of the plugin (1.18.33) and the answers that it reads. */
export const hooks: AgentHooks = {
  report: (event, payload) => {
    const report = readReport(event, { ...payload, ...toolOf(payload) })
    return event === 'StopFailure'
      ? { ...report, hook: { event: 'Stop', failure: failureOf(payload['error']) } }
      : report
  },
  statusLine: (payload) => ({ ...readStatusLine(payload), agent: OPENCODE }),
  verdict: spokenAt,
}

/** Tools of opencode by the names of the hub, which those of Claude Code are. */
const TOOLS: Readonly<Record<string, string>> = {
  bash: 'Bash',
  edit: 'Edit',
  glob: 'Glob',
  grep: 'Grep',
  question: 'AskUserQuestion',
  read: 'Read',
  task: 'Task',
  todowrite: 'TodoWrite',
  webfetch: 'WebFetch',
  write: 'Write',
}

const FIELDS: Readonly<Record<string, string>> = {
  filePath: 'file_path',
  oldString: 'old_string',
  newString: 'new_string',
  replaceAll: 'replace_all',
}

/** Call of a tool. A request that belongs to none, such as access to a folder outside, is a call of what is asked for. */
function toolOf({ tool_name: name, tool_input: input, request }: HookPayload): Readonly<Record<string, unknown>> {
  if (typeof name === 'string') return { tool_name: TOOLS[name] ?? name, tool_input: inputOf(name, input) }
  const { permission, patterns, metadata } = recordOf(request)
  return typeof permission === 'string'
    ? { tool_name: TOOLS[permission] ?? permission, tool_input: { ...recordOf(metadata), patterns } }
    : {}
}

function inputOf(tool: string, input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input
  if (tool === 'question') {
    const { questions } = recordOf(input)
    return Array.isArray(questions) ? { ...input, questions: questions.map(questionOf) } : input
  }
  return Object.fromEntries(Object.entries(input).map(([key, value]: [string, unknown]) => [FIELDS[key] ?? key, value]))
}

function questionOf(question: unknown): unknown {
  if (typeof question !== 'object' || question === null) return question
  const { multiple, ...others } = recordOf(question)
  return { ...others, multiSelect: multiple === true }
}

/** Reason of a failed turn by the error of opencode. */
function failureOf(error: unknown): TurnFailure {
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
