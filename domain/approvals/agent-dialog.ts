import type { Approval, ToolCall } from './approval.js'
import type { JsonObject } from './canonical-json.js'
import type { Decision } from './decision.js'
import { reasonLimitOf, reasonProblem } from './denial-reason.js'
import { isDiffOf, type DiffLine } from './dialog-diff.js'
import { changedFile, fileChange, type FileChange } from './dialog-file.js'
import { dialogTool, isMcpDrawn, isMcpTool } from './dialog-mcp.js'
import { isPlanDrawn, keepPlanningSteps, planSigns } from './dialog-plan.js'
import { answerSteps, questionText } from './dialog-question.js'
import { isLine, type DialogKey, type DialogStep } from './dialog-step.js'
import { isDrawn } from './drawn-text.js'
import { kindOf } from './question.js'
import type { Withdrawal } from './withdrawal.js'

/** Dialog by which a coding CLI asks for a permission at its terminal. */
export interface AgentDialog {
  /** Tool that it asks about. */
  readonly tool: string
  /** Rows that show the call; long lines are wrapped. */
  readonly rows: ReadonlyArray<string>
  /** Change of a file below these rows; absent where there is none, or where it is among them. */
  readonly diff?: ReadonlyArray<DiffLine>
  /** Rows with the reason of the call; empty for a call without one, absent where it is among `rows`. */
  readonly reason?: ReadonlyArray<string>
  /** All of the dialog but its cursor. Two readings show the same dialog when these are equal. */
  readonly drawn: string
  /** Keys of the choices that allow and deny this call alone; `null` where there is none. */
  readonly allowKey: DialogKey | null
  readonly denyKey: DialogKey | null
  /** Rows of the field for words while it has the cursor, and takes digits as words; absent while it has not. */
  readonly field?: ReadonlyArray<string>
}

/** Input of the shell tool that its dialog shows, and a limit of time. */
const SHOWN_INPUT: ReadonlySet<string> = new Set(['command', 'description', 'timeout'])

/** Texts by which a dialog may show a call; none for a call whose dialog does not show all that matters. */
function textsOf(call: ToolCall): ReadonlyArray<string> {
  const { tool, input } = call
  if (kindOf(call) === 'question') {
    const text = questionText(input)
    return text === null ? [] : [text]
  }
  if (tool === 'Read') return readTexts(input)
  if (tool === 'WebFetch') return fetchTexts(input)
  const { command, description } = input
  if (tool !== 'Bash' || typeof command !== 'string' || !Object.keys(input).every((key) => SHOWN_INPUT.has(key)))
    return []
  return typeof description === 'string' ? [command, `${command}\n${description}`] : [command]
}

/** Text by which a dialog shows that a whole file is read. */
const readTexts = ({ file_path: path, ...others }: JsonObject): ReadonlyArray<string> =>
  typeof path === 'string' && Object.keys(others).length === 0 ? [`Read(${path})`] : []

const ADDRESS = /^[^\s"\\]+$/
const PLAIN_LINE = /^[^"\\]+$/

/** Texts by which the versions of a dialog show a web page and what is asked about it. */
function fetchTexts({ url, prompt, ...others }: JsonObject): ReadonlyArray<string> {
  if (typeof url !== 'string' || typeof prompt !== 'string' || Object.keys(others).length > 0) return []
  if (!ADDRESS.test(url) || !isLine(prompt) || !PLAIN_LINE.test(prompt)) return []
  return [`url: ${url}\nprompt: ${prompt}`, `url: "${url}", prompt: "${prompt}"`]
}

/** True when the dialog asks about this call, whose file has this content; `null` for one that is not there or cannot be read. */
export function isDialogOf(dialog: AgentDialog, call: ToolCall, content: string | null = null): boolean {
  const { tool, rows, reason, field, diff } = dialog
  if (tool !== dialogTool(call.tool) || field !== undefined) return false
  if (isMcpTool(call.tool)) return isMcpDrawn(rows, call)
  if (changedFile(call) !== null) return isChangeDrawn(dialog, fileChange(call, content))
  if (diff !== undefined) return false
  if (reason !== undefined) {
    const { command, description = '' } = call.input
    if (textsOf(call).length === 0 || typeof command !== 'string' || typeof description !== 'string') return false
    return isDrawn(rows, command) && isDrawn(reason, description)
  }
  return kindOf(call) === 'plan' ? isPlanDrawn(rows, call.input) : textsOf(call).some((text) => isDrawn(rows, text))
}

function isChangeDrawn({ rows, diff }: AgentDialog, change: FileChange | null): boolean {
  if (change === null) return false
  if ('text' in change) return diff === undefined && isDrawn(rows, change.text)
  const { heading, texts } = change
  return diff !== undefined && isDrawn(rows, heading) && texts.some(([from, to]) => isDiffOf(diff, from, to))
}

/** True when a dialog shows all that matters of this call. */
const isShown = (call: ToolCall): boolean =>
  isMcpTool(call.tool) ||
  changedFile(call) !== null ||
  (kindOf(call) === 'plan' ? planSigns(call.input) !== '' : textsOf(call).length > 0)

/** True when a dialog, which opened with these rows, is on the page of this step. */
export function isAtPage({ rows, field }: AgentDialog, opened: AgentDialog['rows'], step: DialogStep): boolean {
  const isPage = step.page === null ? rows.join('\n') === opened.join('\n') : isDrawn(rows, step.page)
  const isField = step.field === undefined ? field === undefined : isDrawn(field ?? [], step.field)
  return isPage && isField
}

/**
 * Presses that give a decision in the dialog of its call; `null` where none do. A decision that was held at the hook may have more
 * than keys can give.
 */
export function stepsOf(
  { allowKey, denyKey }: AgentDialog,
  call: ToolCall,
  decision: Decision,
): ReadonlyArray<DialogStep> | null {
  if (!isGivenByKeys(call, decision)) return null
  const { tool, input } = call
  if (decision.allow && kindOf({ tool }) === 'question') return answerSteps(input, decision.edited)
  if (!decision.allow && kindOf({ tool }) === 'plan')
    return denyKey === null ? null : keepPlanningSteps(denyKey, decision.reason)
  const key = decision.allow ? allowKey : denyKey
  return key === null ? null : [{ page: null, key }]
}

/** True when keys can give this decision whole: they pass on no other input, no memory, and a reason that fits. */
export function isGivenByKeys({ tool, input, gate }: ToolCall, decision: Decision): boolean {
  if (!decision.allow) return reasonProblem(decision.reason ?? '', reasonLimitOf({ tool, gate }, 'dialog')) === null
  if (decision.memory !== undefined) return false
  return kindOf({ tool }) === 'question' ? answerSteps(input, decision.edited) !== null : decision.edited === null
}

/** Reasons to release a hook after which the dialog of the agent still waits. */
const LEAVES_DIALOG: ReadonlySet<Withdrawal> = new Set(['attached', 'expired', 'nobody-there', 'hub-stopping'])

/** True when the agent shows a dialog for this call, beside its hook or after it, that can be recognised and answered by keys. */
export const hasKnownDialog = ({ mode, call }: Pick<Approval, 'mode' | 'call'>): boolean =>
  mode === 'ask' && call.gate !== 'Elicitation' && !call.asksAgain && isShown(call)

/** True when the call stays answerable by its dialog after the release of its hook. */
export const staysAtDialog = (approval: Pick<Approval, 'mode' | 'call'>, why: Withdrawal): boolean =>
  LEAVES_DIALOG.has(why) && hasKnownDialog(approval)

/** A key within this time after the appearance of a dialog could be meant for the one before it. */
export const DIALOG_SETTLES_MS = 1_500
/** Time for which a call at a dialog can be answered from the last look on. */
export const AT_DIALOG_MS = 24 * 60 * 60_000

/** Approval that waits at its dialog, which takes neither another input nor what the agent may store. */
export function atDialog({ call: { memory: _, ...call }, ...approval }: Approval): Approval {
  return { ...approval, expiresAt: approval.expiresAt + AT_DIALOG_MS, call: { ...call, takesInput: false } }
}
