import type { Instant } from '../shared/instant.js'
import type { ApprovalMode } from './approval.js'

/** One call that may run again in its session without asking. */
export interface Grant {
  readonly session: string
  readonly tool: string
  readonly digest: string
  readonly grantedAt: Instant
}

/** What a person has laid down about approvals. */
export interface ApprovalRules {
  /** Of every session that has no mode of its own. */
  readonly mode: ApprovalMode
  /** By the session's present name. */
  readonly sessions: Readonly<Record<string, ApprovalMode>>
  /** Tools that are never asked about; a name that ends in `*` means all that begin so. */
  readonly freeTools: ReadonlyArray<string>
  /** In `ask`: whether a person is asked about calls that the agent's own classifier decides about (auto mode). */
  readonly asksInAutoMode: boolean
  readonly grants: ReadonlyArray<Grant>
}

/**
 * Tools that look without changing or sending anything, that only steer the agent itself, or that are questions to the
 * person already: those have a dialog of their own, which no allow or deny of ours could answer.
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

/** Rules in the place of those that were stored and cannot be read, until a person sets the mode anew. */
export const LOST_RULES: ApprovalRules = { ...DEFAULT_RULES, mode: 'strict' }

/** Each session keeps the newest ones: more than anyone grants by hand, few enough to look through. */
export const MAX_GRANTS_PER_SESSION = 200

export const modeFor = ({ mode, sessions }: ApprovalRules, session: string): ApprovalMode =>
  Object.hasOwn(sessions, session) ? (sessions[session] ?? mode) : mode

export const isFree = ({ freeTools }: ApprovalRules, tool: string): boolean =>
  freeTools.some((free) => (free.endsWith('*') ? tool.startsWith(free.slice(0, -1)) : tool === free))

export const isGranted = ({ grants }: ApprovalRules, session: string, tool: string, digest: string): boolean =>
  grants.some((grant) => grant.session === session && grant.tool === tool && grant.digest === digest)

/** The rules with one more grant. */
export function withGrant(rules: ApprovalRules, grant: Grant): ApprovalRules {
  if (isGranted(rules, grant.session, grant.tool, grant.digest)) return rules
  const own = rules.grants.filter(({ session }) => session === grant.session)
  const dropped = new Set(own.slice(0, Math.max(0, own.length + 1 - MAX_GRANTS_PER_SESSION)))
  return { ...rules, grants: [...rules.grants.filter((one) => !dropped.has(one)), grant] }
}

/** The rules with another mode for one session; `null` lets it follow the others. */
export function withSessionMode(rules: ApprovalRules, session: string, mode: ApprovalMode | null): ApprovalRules {
  const { [session]: _before, ...others } = rules.sessions
  return { ...rules, sessions: mode === null ? others : { ...others, [session]: mode } }
}

/** Rules follow a session to its new name. The same rules when it has none. */
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
 * What is left of a session's rules when it ends: grants were for that session alone, and that it was not asked about
 * must not pass on to the next of its name. That it is strict does: it may be brought back. The same rules when nothing goes.
 */
export function endInRules(rules: ApprovalRules, session: string): ApprovalRules {
  const hasGrants = rules.grants.some((grant) => grant.session === session)
  const loosened = Object.hasOwn(rules.sessions, session) && rules.sessions[session] !== 'strict'
  if (!hasGrants && !loosened) return rules
  const kept = loosened ? withSessionMode(rules, session, null) : rules
  return { ...kept, grants: rules.grants.filter((grant) => grant.session !== session) }
}
