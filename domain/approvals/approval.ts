import type { Instant } from '../shared/instant.js'
import type { Json, JsonObject } from './canonical-json.js'
import { visibleText } from './visible-text.js'

/**
 * `off`: the hub has no opinion. `ask`: a person is asked, and without an answer the agent's own prompt decides.
 * `strict`: without an answer the answer is no.
 */
export type ApprovalMode = 'off' | 'ask' | 'strict'

/**
 * Where a call comes by. `PreToolUse`: before every call, holding the agent; the only gate when permissions are
 * bypassed. `PermissionRequest`: when the agent would ask, beside its own dialog.
 */
export type Gate = 'PreToolUse' | 'PermissionRequest'

/** A call of a tool that has come to a gate. */
export interface ToolCall {
  /** The session's present name. */
  readonly session: string
  readonly gate: Gate
  readonly tool: string
  readonly input: JsonObject
  /** SHA-256 of the input's canonical JSON, in hex. */
  readonly digest: string
  /** How long that JSON is. */
  readonly inputLength: number
  /** As the agent calls it: `default`, `bypassPermissions`, … */
  readonly permissionMode: string
  readonly cwd: string | null
  /** The agent's own id of the call; `PermissionRequest` has none. */
  readonly toolUseId: string | null
  /** The agent's id of the turn; `null` when it has none. */
  readonly promptId: string | null
  /** Whether the agent that sends this also comes to the gate `PermissionRequest`. */
  readonly comesAgain: boolean
}

/** A call that a person is asked about. Nothing of it ever changes but the name of its session. */
export interface Approval {
  readonly id: string
  readonly call: ToolCall
  readonly mode: 'ask' | 'strict'
  /** Why it is asked about beyond the rules; `null` where the rules say so. */
  readonly reason: string | null
  readonly createdAt: Instant
  /** From this moment on nobody can decide any more. */
  readonly expiresAt: Instant
  /** SHA-256 of the one-time token, in hex. */
  readonly secretHash: string
}

/**
 * How long a person has. Below the 115 s of our wrapper, and those below the 125 s that the agent gives a hook: whoever
 * waits must not give up before the one it waits for.
 */
export const HOLD_MS = 110_000

/** What the gate says to the agent. */
export type Verdict =
  /** Go on as if there were no hub. */
  | { readonly _tag: 'NoOpinion' }
  /** Let the person at the terminal decide; `reason` is for their eyes. */
  | { readonly _tag: 'Terminal'; readonly reason?: string }
  /** `input` only where a person has edited it. */
  | { readonly _tag: 'Allow'; readonly input: JsonObject | null }
  | { readonly _tag: 'Deny'; readonly reason: string }

export const NO_OPINION: Verdict = { _tag: 'NoOpinion' }
export const TERMINAL = { _tag: 'Terminal' } as const satisfies Verdict
export const deny = (reason: string): Verdict => ({ _tag: 'Deny', reason })
export const allow = (input: JsonObject | null = null): Verdict => ({ _tag: 'Allow', input })

/** The agent's mode in which it asks before every call that no rule of its own allows. */
export const ASKING_MODE = 'default'
const BYPASS_MODE = 'bypassPermissions'
/** A classifier of the agent decides in the place of a person; `PermissionRequest` does not fire. Claude Code 2.1.332. */
const AUTO_MODE = 'auto'

type GatedMode = Pick<ToolCall, 'gate' | 'permissionMode'>

/** Permissions are bypassed: the agent runs this call without any check of its own. */
export const isBypassed = ({ gate, permissionMode }: GatedMode): boolean =>
  gate === 'PreToolUse' && permissionMode === BYPASS_MODE

/** A classifier of the agent decides about this call. */
export const isAutomatic = ({ gate, permissionMode }: GatedMode): boolean =>
  gate === 'PreToolUse' && permissionMode === AUTO_MODE

/** The agent would run this call without asking a person. */
export const runsUnasked = (call: GatedMode): boolean => isBypassed(call) || isAutomatic(call)

/**
 * Verdict on a call without a decision. In `ask` the agent's own prompt decides: it comes by itself, or has to be asked
 * for where the agent would run the call unasked.
 */
export function withoutAnswer(
  mode: 'ask' | 'strict',
  call: Pick<ToolCall, 'gate' | 'permissionMode'>,
  why: string,
): Verdict {
  if (mode === 'strict') return deny(why)
  return runsUnasked(call) ? TERMINAL : NO_OPINION
}

/** Room for one line of a card or a notification. */
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
}

/** At most 200 characters that say what the call is about, everything in them visible. Never enough to decide by. */
export function previewOf(tool: string, input: JsonObject): string {
  const keys = Object.hasOwn(PREVIEWED, tool) ? (PREVIEWED[tool] ?? []) : []
  const told = keys.map((key): Json | undefined => input[key]).find((value) => typeof value === 'string')
  return visibleText(typeof told === 'string' ? told : JSON.stringify(input)).slice(0, PREVIEW_LENGTH)
}
