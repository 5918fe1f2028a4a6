import * as E from 'fp-ts/lib/Either.js'
import type { AgentMemory } from './agent-memory.js'
import { ASKING_MODE, type Gate, type ToolCall } from './approval.js'
import { canonicalJson, inputDigest, isJsonObject, isTooDeep, type JsonObject } from './canonical-json.js'
import type { AgentId } from '../agents/agent-id.js'
import type { Sha256 } from './chain.js'
import type { SessionId } from '../sessions/session-id.js'
import type { Tagged } from '../shared/tagged.js'

/** Call that cannot be decided about: no tool, no input, or nested too deeply. */
export interface UnreadableCall extends Tagged<'UnreadableCall'> {
  readonly session: SessionId
  readonly gate: Gate
  readonly permissionMode: string
  readonly comesAgain: boolean
}

/** Report of an agent about a tool call. */
export interface CallSource {
  readonly session: SessionId
  /** Hook that sent the call. */
  readonly gate: Gate
  /** True when the agent also sends its calls to the `PermissionRequest` gate. */
  readonly comesAgain: boolean
  /** Coding CLI that sent the call. */
  readonly agent?: AgentId
  /** False when the agent takes no input with an allow. */
  readonly takesInput?: boolean
  /** False when the agent gets no reason with a denial. */
  readonly takesReason?: boolean
  /** Seconds that the hook waits; absent when it names none. */
  readonly hookLimit?: number
  /** True when the hook asks again after a restart of the hub. */
  readonly asksAgain?: boolean
  /** True when it does so for a call that is held in strict mode only. */
  readonly asksAgainInStrict?: boolean
  /** True when the agent shows no dialog while its `PermissionRequest` hook is held. */
  readonly hidesDialog?: boolean
  /** True when a hook before the tool cannot make the agent ask in its terminal. */
  readonly cannotPrompt?: boolean
  /** Tool call as the agent reports it. */
  readonly call: ReportedCall
}

/** Tool call as an agent reports it; unvalidated. */
export interface ReportedCall {
  readonly tool: unknown
  /** `undefined` for a tool that takes none. */
  readonly input: unknown
  /** Id of the call in the transcript. */
  readonly toolUseId?: unknown
  /** Id of the prompt that led to the call. */
  readonly promptId?: unknown
  readonly permissionMode?: unknown
  /** Working folder of the agent. */
  readonly cwd?: unknown
  /** Name of the sub-agent that makes the call, empty for one without; `undefined` for the agent of the session. */
  readonly subagent?: unknown
  /** Changes that the agent offers to store with an allow. */
  readonly memory?: ReadonlyArray<AgentMemory>
}

/** Upper bounds in UTF-16 code units. A call with a longer tool name is unreadable; other longer fields are ignored. */
const MAX_TOOL_LENGTH = 200
const MAX_ID_LENGTH = 200
const MAX_CWD_LENGTH = 4_096

/** Reads a call at a gate. A missing permission mode is `default`. */
export function readToolCall(source: CallSource, sha256: Sha256): E.Either<UnreadableCall, ToolCall> {
  const {
    session,
    gate,
    comesAgain,
    agent,
    takesInput = true,
    takesReason = true,
    hookLimit,
    hidesDialog = false,
    asksAgain = false,
    asksAgainInStrict = false,
    cannotPrompt = false,
    call,
  } = source
  const permissionMode = textIn(call.permissionMode, MAX_ID_LENGTH) ?? ASKING_MODE
  const { tool } = call
  const input = inputOf(call.input)
  if (typeof tool !== 'string' || tool === '' || tool.length > MAX_TOOL_LENGTH || input === null) {
    return E.left({ _tag: 'UnreadableCall', session, gate, permissionMode, comesAgain })
  }
  return E.right({
    session,
    gate,
    comesAgain,
    permissionMode,
    tool,
    input: input.value,
    digest: sha256(input.text),
    inputLength: input.text.length,
    cwd: textIn(call.cwd, MAX_CWD_LENGTH),
    toolUseId: textIn(call.toolUseId, MAX_ID_LENGTH),
    promptId: textIn(call.promptId, MAX_ID_LENGTH),
    ...(agent === undefined ? {} : { agent }),
    ...(call.subagent === undefined ? {} : { subagent: textIn(call.subagent, MAX_ID_LENGTH) ?? '' }),
    ...(takesInput ? {} : { takesInput }),
    ...(takesReason ? {} : { takesReason }),
    ...(hookLimit === undefined ? {} : { hookLimit }),
    ...(hidesDialog ? { hidesDialog } : {}),
    ...(asksAgain ? { asksAgain } : {}),
    ...(asksAgainInStrict ? { asksAgainInStrict } : {}),
    ...(cannotPrompt ? { cannotPrompt } : {}),
    ...(call.memory === undefined || call.memory.length === 0 ? {} : { memory: call.memory }),
  })
}

/** Tool call in a transcript. */
export interface TranscriptCall {
  /** Id of the call in the transcript. */
  readonly toolUseId: string
  readonly tool: string
  /** Input that the tool ran with. */
  readonly input: JsonObject
}

/** A call that the agent reports as finished. */
export interface FinishedCall extends Pick<ToolCall, 'tool' | 'digest' | 'toolUseId'> {
  /** See `runDigest`. */
  readonly runDigest: string
  /** Present when the agent reported that the call failed. */
  readonly hasFailed?: true
}

/**
 * Digest of what runs: the input without its description, which Codex 0.171.0 sends with the request for permission and leaves out
 * of the report of the run. The input is not nested too deeply.
 */
export const runDigest = ({ description: _, ...input }: JsonObject, sha256: Sha256): string =>
  inputDigest(input, sha256) ?? ''

/** Reads the report that a call has run; `null` for one without a readable tool or input. */
export function readFinishedCall(call: ReportedCall, sha256: Sha256): FinishedCall | null {
  const tool = textIn(call.tool, MAX_TOOL_LENGTH)
  const input = inputOf(call.input)
  if (tool === null || input === null) return null
  return {
    ...{ tool, digest: sha256(input.text), toolUseId: textIn(call.toolUseId, MAX_ID_LENGTH) },
    runDigest: runDigest(input.value, sha256),
  }
}

/** True when two reports can be about the same call: the same tool, and the same id when both have one. */
export const isSameTool = (
  one: Pick<ToolCall, 'tool' | 'toolUseId'>,
  other: Pick<ToolCall, 'tool' | 'toolUseId'>,
): boolean =>
  one.tool === other.tool && (one.toolUseId === null || other.toolUseId === null || one.toolUseId === other.toolUseId)

/** Returns the input of a call; empty for a tool that takes none. Returns `null` when it is invalid. */
function inputOf(value: unknown = {}): { value: JsonObject; text: string } | null {
  if (!isJsonObject(value) || isTooDeep(value)) return null
  const text = canonicalJson(value)
  return E.isRight(text) ? { value, text: text.right } : null
}

const textIn = (value: unknown, maxLength: number): string | null =>
  typeof value === 'string' && value !== '' && value.length <= maxLength ? value : null
