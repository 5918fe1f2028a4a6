import type { Instant } from '../shared/instant.js'
import type { ApprovalMode } from './approval.js'

/** Permission to repeat one call in its session without asking. */
export interface Grant {
  /** Name of the session. */
  readonly session: string
  /** Name of the tool. */
  readonly tool: string
  /** SHA-256 of the tool's canonical input, in hex. */
  readonly digest: string
  /** Time of the decision. */
  readonly grantedAt: Instant
}

/** Rules of the operator for approvals. */
export interface ApprovalRules {
  /** Mode of every session without its own mode. */
  readonly mode: ApprovalMode
  /** Modes by current name of the session. */
  readonly sessions: Readonly<Record<string, ApprovalMode>>
  /** Tools that need no approval. A name that ends in `*` is a prefix. */
  readonly freeTools: ReadonlyArray<string>
  /**
   * In `ask`: true when the operator is asked about calls that the agent's own classifier decides about (auto mode).
   */
  readonly asksInAutoMode: boolean
  /** Calls that are allowed for good. */
  readonly grants: ReadonlyArray<Grant>
}

/**
 * Tools that only read, that only control the agent itself, or that ask the person a question. The latter have a dialog
 * of their own, which an allow or deny of the hub cannot answer.
 */
export const DEFAULT_FREE_TOOLS: ReadonlyArray<string> = [
  'AskUserQuestion',
  'BashOutput',
  'EnterPlanMode',
  'ExitPlanMode',
  'Glob',
  'Grep',
  'KillShell',
  'LS',
  'NotebookRead',
  'Read',
  'TaskCreate',
  'TaskGet',
  'TaskList',
  'TaskOutput',
  'TaskStop',
  'TaskUpdate',
  'TodoRead',
  'TodoWrite',
  'ToolSearch',
]

export const DEFAULT_RULES: ApprovalRules = {
  mode: 'ask',
  sessions: {},
  freeTools: DEFAULT_FREE_TOOLS,
  asksInAutoMode: false,
  grants: [],
}

/** Rules used when the stored ones cannot be read, until the operator sets the mode again. */
export const LOST_RULES: ApprovalRules = { ...DEFAULT_RULES, mode: 'strict' }

/** Maximum number of grants per session; the oldest are dropped. Above what a person grants by hand. */
export const MAX_GRANTS_PER_SESSION = 200

export const modeFor = ({ mode, sessions }: ApprovalRules, session: string): ApprovalMode =>
  Object.hasOwn(sessions, session) ? (sessions[session] ?? mode) : mode

export const isFree = ({ freeTools }: ApprovalRules, tool: string): boolean =>
  freeTools.some((free) => (free.endsWith('*') ? tool.startsWith(free.slice(0, -1)) : tool === free))

export const isGranted = ({ grants }: ApprovalRules, session: string, tool: string, digest: string): boolean =>
  grants.some((grant) => grant.session === session && grant.tool === tool && grant.digest === digest)

/** Rules with one more grant. */
export function withGrant(rules: ApprovalRules, grant: Grant): ApprovalRules {
  if (isGranted(rules, grant.session, grant.tool, grant.digest)) return rules
  const own = rules.grants.filter(({ session }) => session === grant.session)
  const dropped = new Set(own.slice(0, Math.max(0, own.length + 1 - MAX_GRANTS_PER_SESSION)))
  return { ...rules, grants: [...rules.grants.filter((one) => !dropped.has(one)), grant] }
}

/** Rules with another mode for one session; `null` removes the session's own mode. */
export function withSessionMode(rules: ApprovalRules, session: string, mode: ApprovalMode | null): ApprovalRules {
  const { [session]: _before, ...others } = rules.sessions
  return { ...rules, sessions: mode === null ? others : { ...others, [session]: mode } }
}

/** Moves the rules of a session to its new name. Returns the same object when it has none. */
export function renameInRules(rules: ApprovalRules, from: string, to: string): ApprovalRules {
  const mode = Object.hasOwn(rules.sessions, from) ? (rules.sessions[from] ?? null) : null
  const hasGrants = rules.grants.some(({ session }) => session === from)
  if (from === to || (mode === null && !hasGrants)) return rules
  const moved = mode === null ? rules : withSessionMode(withSessionMode(rules, from, null), to, mode)
  return {
    ...moved,
    grants: rules.grants
      .filter(({ session }) => session !== to)
      .map((grant) => (grant.session === from ? { ...grant, session: to } : grant)),
  }
}

/**
 * Rules after a session ended. Grants and looser modes are dropped, so that a new session of the same name does not
 * inherit them. `strict` stays, because the session may be restored. Returns the same object when nothing changes.
 */
export function endInRules(rules: ApprovalRules, session: string): ApprovalRules {
  const hasGrants = rules.grants.some((grant) => grant.session === session)
  const loosened = Object.hasOwn(rules.sessions, session) && rules.sessions[session] !== 'strict'
  if (!hasGrants && !loosened) return rules
  const kept = loosened ? withSessionMode(rules, session, null) : rules
  return { ...kept, grants: rules.grants.filter((grant) => grant.session !== session) }
}
