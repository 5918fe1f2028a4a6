import type { AgentId } from '../agents/agent-id.js'
import type { AgentMemory } from './agent-memory.js'
import type { SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import type { Json, JsonObject } from './canonical-json.js'
import { FORM_TOOL } from './form.js'
import { kindOf, planSummary, readQuestions } from './question.js'
import { visibleText } from './visible-text.js'

/**
 * `off`: the hub does not decide. `ask`: the operator is asked, and without an answer the agent's own prompt decides.
 * `strict`: a call without an answer is denied.
 */
export type ApprovalMode = 'off' | 'ask' | 'strict'

/**
 * Hook through which a call arrives. `PreToolUse`: before every call, blocking the agent; the only gate when
 * permissions are bypassed. `PermissionRequest`: when the agent would ask, in parallel to its own dialog. `Elicitation`: when an
 * MCP server asks for a form, before the agent shows its own dialog.
 */
export type Gate = 'PreToolUse' | 'PermissionRequest' | 'Elicitation'

/** Tool call at a gate. */
export interface ToolCall {
  readonly session: SessionId
  /** Hook that sent the call. */
  readonly gate: Gate
  readonly tool: string
  readonly input: JsonObject
  /** SHA-256 of the input's canonical JSON, in hex. */
  readonly digest: string
  /** Length of that JSON in UTF-16 code units. */
  readonly inputLength: number
  /** Name that the agent uses: `default`, `bypassPermissions`, … */
  readonly permissionMode: string
  /** Working folder of the agent; absolute. */
  readonly cwd: string | null
  /** Call id assigned by the agent; `PermissionRequest` has none. */
  readonly toolUseId: string | null
  /** The agent's id of the turn; `null` when it has none. */
  readonly promptId: string | null
  /** True when the agent also sends its calls to the `PermissionRequest` gate. */
  readonly comesAgain: boolean
  /** Coding CLI that made the call; absent in approvals of older versions. */
  readonly agent?: AgentId
  /** Name of the sub-agent that makes the call, empty for one without; absent for the agent of the session. */
  readonly subagent?: string
  /** False when the agent runs the call as it asked or not at all, and takes no answers. */
  readonly takesInput?: boolean
  /** False when the agent gets no reason with a denial. */
  readonly takesReason?: boolean
  /** Changes that the agent offers to store with an allow; absent when it offers nothing. */
  readonly memory?: ReadonlyArray<AgentMemory>
  /** Seconds that the hook waits; absent for hooks of older installations. */
  readonly hookLimit?: number
  /** True when the hook asks again after a restart of the hub. One before the tool refuses the call at its limit. */
  readonly asksAgain?: true
  /** True when it does so for a call that is held in strict mode; never set on an approval. */
  readonly asksAgainInStrict?: true
  /** True when the agent shows its dialog only after the answer of a hook that other agents run beside theirs. */
  readonly hidesDialog?: true
  /** True when a hook before the tool cannot make the agent ask in its terminal. */
  readonly cannotPrompt?: true
}

/** Call that waits for the operator's decision. Immutable. */
export interface Approval {
  readonly id: string
  /** Tool call to decide about. */
  readonly call: ToolCall
  /** Mode that caused the request. */
  readonly mode: 'ask' | 'strict'
  /** Reason for asking beyond the rules; `null` when the rules require it. */
  readonly reason: string | null
  /** Time of the request. */
  readonly createdAt: Instant
  /** Time from which the approval can no longer be decided. */
  readonly expiresAt: Instant
  /** True when a rule asks about the call, so that without an answer it is not left to settings of the agent that may allow it. */
  readonly isRuled?: true
  /** Time at which the limit of its session denies the call; absent without a limit. */
  readonly deniedAt?: Instant
  /** SHA-256 of the one-time token, in hex. */
  readonly secretHash: string
}

/**
 * `dialog`: no hook waits for the answer any more; the dialog of the agent does, and is answered by its keys. `away`: the hook was cut
 * off and asks again.
 */
export type CallPlace = 'hook' | 'dialog' | 'away'

/** Approval with the present name of its session. */
export interface NamedApproval extends Approval {
  /** Present name of the session, or its last one. */
  readonly name: string
}

/** Seconds that hooks of older installations wait. */
const OLDER_HOOK_LIMIT = 125
/** Bounds of the limit that a hook may name, in seconds: a minute to a week. */
export const HOOK_LIMITS = { min: 60, max: 604_800 } as const
/**
 * Seconds before the end of a hook at which the hub answers. Scripts of hooks end ten seconds before it: each waiter must
 * outlast the one it waits for.
 */
const ANSWERED_BEFORE = 15

/** Milliseconds that a call may be held. */
export const holdMs = ({ hookLimit = OLDER_HOOK_LIMIT }: Pick<ToolCall, 'hookLimit'>): number =>
  (hookLimit - ANSWERED_BEFORE) * 1_000

/** True when a call without an answer is denied at its end, since the agent would run it. In all other cases its own prompt decides. */
export const isDeniedUnanswered = ({ mode, call, isRuled }: Pick<Approval, 'mode' | 'call' | 'isRuled'>): boolean =>
  mode === 'strict' ||
  (call.gate === 'PreToolUse' && (call.asksAgain === true || (isRuled === true && call.cannotPrompt === true)))

/** Milliseconds from the request to the end of the approval: the limit of its hook, or the one of its session. */
export const lifeMs = ({ call, createdAt, deniedAt }: Pick<Approval, 'call' | 'createdAt' | 'deniedAt'>): number =>
  deniedAt === undefined ? holdMs(call) : Math.min(holdMs(call), deniedAt - createdAt)

/** Hook that waits for a verdict, with the time of the monotonic clock at which it is answered. */
export interface Waiter {
  readonly gate: Gate
  readonly endsAt: number
}

/** True when another hook of the same gate waits on, so that the agent acts by that one's answer. */
export const isOutlasted = ({ gate, endsAt }: Waiter, others: Iterable<Waiter>): boolean =>
  [...others].some((other) => other.gate === gate && other.endsAt > endsAt)

/** Answer of the gate to the agent. */
export type Verdict =
  /** The agent continues as if there were no hub. */
  | { readonly _tag: 'NoOpinion' }
  /** The agent's own prompt decides; `reason` is displayed in it. */
  | { readonly _tag: 'Terminal'; readonly reason?: string }
  /** `input` is set only when the operator edited it, `memory` only when the operator lets the agent store it. */
  | { readonly _tag: 'Allow'; readonly input: JsonObject | null; readonly memory?: ReadonlyArray<AgentMemory> }
  /** `isCancelled`: a form was dismissed without a choice. */
  | { readonly _tag: 'Deny'; readonly reason: string; readonly isCancelled?: boolean }

export const NO_OPINION: Verdict = { _tag: 'NoOpinion' }
export const TERMINAL = { _tag: 'Terminal' } as const satisfies Verdict
export const deny = (reason: string): Verdict => ({ _tag: 'Deny', reason })
export const allow = (input: JsonObject | null = null): Verdict => ({ _tag: 'Allow', input })

/** Permission mode in which the agent asks before every call that none of its own rules allows. */
export const ASKING_MODE = 'default'
const BYPASS_MODE = 'bypassPermissions'
/**
 * Mode in which a classifier of the agent decides instead of a person; `PermissionRequest` does not fire. Claude Code
 * 2.1.332.
 */
const AUTO_MODE = 'auto'

type GatedMode = Pick<ToolCall, 'gate' | 'permissionMode'>

/** True when permissions are bypassed: the agent runs this call without any check of its own. */
export const isBypassed = ({ gate, permissionMode }: GatedMode): boolean =>
  gate === 'PreToolUse' && permissionMode === BYPASS_MODE

/** True when a classifier of the agent decides about this call. */
export const isAutomatic = ({ gate, permissionMode }: GatedMode): boolean =>
  gate === 'PreToolUse' && permissionMode === AUTO_MODE

/** True when the agent would run this call without asking a person. */
export const runsUnasked = (call: GatedMode): boolean => isBypassed(call) || isAutomatic(call)

/** Beginning of a denial that no person gave, so that the agent does not take it for one. */
const UNDECIDED = 'Not decided by a person'

/** Denial by a person, with their reason if they gave one. */
export const denied = (reason: string | null): Extract<Verdict, { _tag: 'Deny' }> => ({
  _tag: 'Deny',
  reason: reason ?? 'Denied via Penates',
})

/** Denial of a call that no person decided about. */
export const undecided = (why: string): Verdict => deny(`${UNDECIDED}: ${why}`)

/**
 * Verdict on a call without a decision. In `ask` the agent's own prompt decides: it appears by itself, or has to be
 * requested where the agent would run the call without asking.
 */
export function withoutAnswer(
  mode: 'ask' | 'strict',
  call: Pick<ToolCall, 'gate' | 'permissionMode'>,
  why: string,
): Verdict {
  if (mode === 'strict') return undecided(why)
  return runsUnasked(call) ? TERMINAL : NO_OPINION
}

/** True for a denial without a decision of a person or a rule. */
export const isUndecided = ({ reason }: Extract<Verdict, { _tag: 'Deny' }>): boolean => reason.startsWith(UNDECIDED)

/** Characters that fit one line of a card or a notification. */
const PREVIEW_LENGTH = 200

const PREVIEWED: Readonly<Record<string, ReadonlyArray<string>>> = {
  Bash: ['command'],
  Edit: ['file_path'],
  MultiEdit: ['file_path'],
  Write: ['file_path'],
  NotebookEdit: ['notebook_path'],
  WebFetch: ['url'],
  WebSearch: ['query'],
  Task: ['description', 'prompt'],
  Agent: ['description', 'prompt'],
  spawn_agent: ['message'],
  [FORM_TOOL]: ['message'],
}

/**
 * Preview of a call, at most 200 characters with invisible characters replaced. Not sufficient as a basis for a
 * decision.
 */
export function previewOf(tool: string, input: JsonObject): string {
  const questions = kindOf({ tool }) === 'question' ? readQuestions(input) : null
  if (questions !== null) return visibleText(questions.map(({ text }) => text).join(' ')).slice(0, PREVIEW_LENGTH)
  const { plan } = input
  if (kindOf({ tool }) === 'plan' && typeof plan === 'string')
    return visibleText(planSummary(plan)).slice(0, PREVIEW_LENGTH)
  const keys = Object.hasOwn(PREVIEWED, tool) ? (PREVIEWED[tool] ?? []) : []
  const told = keys.map((key): Json | undefined => input[key]).find((value) => typeof value === 'string')
  return visibleText(typeof told === 'string' ? told : JSON.stringify(input)).slice(0, PREVIEW_LENGTH)
}

/** Field of a call by a sub-agent; none for the agent of the session. */
export const subagentOf = ({ subagent }: Pick<ToolCall, 'subagent'>): Pick<ToolCall, 'subagent'> =>
  subagent === undefined ? {} : { subagent }

/**
 * Limits of approvals that wait at once. An agent waits for its own call, so a hundred in a session are not the work of an
 * agent. The limits over all sessions are bounds of memory; the length is in UTF-16 code units of JSON.
 */
export const MAX_PENDING_PER_SESSION = 100
export const MAX_PENDING = 20_000
export const MAX_PENDING_LENGTH = 256 * 1024 * 1024

/** Approvals that wait at once: all of them, those of one session, and the length of all inputs. */
export interface PendingLoad {
  readonly all: number
  readonly inSession: number
  readonly length: number
}

/** True when one more call may wait in a session with this load. */
export const hasRoom = ({ all, inSession, length }: PendingLoad, { inputLength }: ToolCall): boolean =>
  all < MAX_PENDING && inSession < MAX_PENDING_PER_SESSION && length + inputLength <= MAX_PENDING_LENGTH
