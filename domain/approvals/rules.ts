import type { SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import type { ApprovalMode } from './approval.js'

/** Permission to repeat one call in its session without asking. */
export interface Grant {
  readonly session: SessionId
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
  /** Modes by id of the session. */
  readonly sessions: Readonly<Record<string, ApprovalMode>>
  /** Modes by name: `strict` for every session of that name, others for the first one that gets it. */
  readonly names: Readonly<Record<string, ApprovalMode>>
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
  names: {},
  freeTools: DEFAULT_FREE_TOOLS,
  asksInAutoMode: false,
  grants: [],
}

/** Rules used when the stored ones cannot be read, until the operator sets the mode again. */
export const LOST_RULES: ApprovalRules = { ...DEFAULT_RULES, mode: 'strict' }

/** Maximum number of grants per session; the oldest are dropped. Above what a person grants by hand. */
export const MAX_GRANTS_PER_SESSION = 200

/** A session with its present name. */
export interface NamedSession {
  readonly id: SessionId
  readonly name: string
}

const own = (modes: Readonly<Record<string, ApprovalMode>>, key: string): ApprovalMode | undefined =>
  Object.hasOwn(modes, key) ? modes[key] : undefined

/** Mode of a session: that of its id, then of its name, then of all. A name that is `strict` cannot be loosened by an id. */
export function modeFor({ mode, sessions, names }: ApprovalRules, { id, name }: NamedSession): ApprovalMode {
  const byName = own(names, name)
  return byName === 'strict' ? byName : (own(sessions, id) ?? byName ?? mode)
}

export const isFree = ({ freeTools }: ApprovalRules, tool: string): boolean =>
  freeTools.some((free) => (free.endsWith('*') ? tool.startsWith(free.slice(0, -1)) : tool === free))

export const isGranted = ({ grants }: ApprovalRules, session: SessionId, tool: string, digest: string): boolean =>
  grants.some((grant) => grant.session === session && grant.tool === tool && grant.digest === digest)

/** Rules with one more grant. */
export function withGrant(rules: ApprovalRules, grant: Grant): ApprovalRules {
  if (isGranted(rules, grant.session, grant.tool, grant.digest)) return rules
  const own = rules.grants.filter(({ session }) => session === grant.session)
  const dropped = new Set(own.slice(0, Math.max(0, own.length + 1 - MAX_GRANTS_PER_SESSION)))
  return { ...rules, grants: [...rules.grants.filter((one) => !dropped.has(one)), grant] }
}

const without = (modes: ApprovalRules['sessions'], key: string): ApprovalRules['sessions'] => {
  const { [key]: _dropped, ...others } = modes
  return others
}

/** Rules with another mode for one name, in place of that of the session that has or had it; `null` removes both. */
export const withNameMode = (
  rules: ApprovalRules,
  { id, name }: NamedSession,
  mode: ApprovalMode | null,
): ApprovalRules => ({
  ...rules,
  sessions: without(rules.sessions, id),
  names: mode === null ? without(rules.names, name) : { ...rules.names, [name]: mode },
})

/**
 * Gives sessions the modes of their names, which they keep through renames. `strict` stays with the name as well. Returns
 * the same object when nothing changes.
 */
export const withNamesTaken = (rules: ApprovalRules, live: ReadonlyArray<NamedSession>): ApprovalRules =>
  live.reduce((before, { id, name }) => {
    const mode = own(before.names, name)
    if (mode === undefined || (mode === 'strict' && own(before.sessions, id) === mode)) return before
    const sessions = { ...before.sessions, [id]: mode === 'strict' ? mode : (own(before.sessions, id) ?? mode) }
    return { ...before, sessions, names: mode === 'strict' ? before.names : without(before.names, name) }
  }, rules)

/**
 * Rules after a session ended. Its grants and a looser mode are dropped. `strict` stays with its id, because the session may be
 * restored, and with its name. Returns the same object when nothing changes.
 */
export function endInRules(rules: ApprovalRules, { id, name }: NamedSession): ApprovalRules {
  const mode = own(rules.sessions, id)
  const isStrict = mode === 'strict'
  const hasGrants = rules.grants.some(({ session }) => session === id)
  if (!hasGrants && (mode === undefined || (isStrict && own(rules.names, name) === mode))) return rules
  return {
    ...rules,
    sessions: isStrict ? rules.sessions : without(rules.sessions, id),
    names: isStrict ? { ...rules.names, [name]: mode } : rules.names,
    grants: rules.grants.filter(({ session }) => session !== id),
  }
}
