import { sessionId, type SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import type { ApprovalMode } from './approval.js'
import type { PermissionRule } from './permission-rule.js'

/** Mode of a session with its last name. */
export interface HeldMode {
  /** Last name of the session that is known. */
  readonly name: string
  readonly mode: ApprovalMode
}

/** Permission to repeat one call in its session without asking. */
export interface Grant {
  readonly session: SessionId
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
  /**
   * Modes by name: `strict` for every session of that name, another one for the session in `ids` that has the name, or for the
   * first one that gets it.
   */
  readonly sessions: Readonly<Record<string, ApprovalMode>>
  /** Modes by id of the session, with its last name. That name has an entry in `sessions`. */
  readonly ids: Readonly<Record<string, HeldMode>>
  /**
   * Minutes by name of the session after which a call without an answer is denied; without an entry it waits until the answer. An
   * entry stays with its name, because the session may be restored.
   */
  readonly waitMinutes: Readonly<Record<string, number>>
  /** Tools that need no approval. A name that ends in `*` is a prefix. */
  readonly freeTools: ReadonlyArray<string>
  /**
   * In `ask`: true when the operator is asked about calls that the agent's own classifier decides about (auto mode).
   */
  readonly asksInAutoMode: boolean
  /** Calls that are allowed for good. */
  readonly grants: ReadonlyArray<Grant>
  /** Rules for calls to come, oldest first. */
  readonly permissions: ReadonlyArray<PermissionRule>
}

/**
 * Tools that only read, or that only control the agent itself. Questions and plans are among them since earlier versions;
 * the rules do not concern them, see `kindOf`.
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
  ids: {},
  waitMinutes: {},
  freeTools: DEFAULT_FREE_TOOLS,
  asksInAutoMode: false,
  grants: [],
  permissions: [],
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

type ByKey<A> = Readonly<Record<string, A>>

const own = <A>(values: ByKey<A>, key: string): A | undefined => (Object.hasOwn(values, key) ? values[key] : undefined)

const without = <A>(values: ByKey<A>, key: string): ByKey<A> => {
  const { [key]: _dropped, ...others } = values
  return others
}

/** True when a session other than `id` has the name or had it last. */
const isHeldByOther = ({ ids }: ApprovalRules, { id, name }: NamedSession): boolean =>
  Object.entries(ids).some(([other, held]) => other !== id && held.name === name)

/** False when no session can be strict. */
export const mayBeStrict = ({ mode, sessions, ids }: ApprovalRules): boolean =>
  [mode, ...Object.values(sessions), ...Object.values(ids).map((held) => held.mode)].includes('strict')

/**
 * Mode of a session. A name that is `strict` cannot be loosened by an id, and a mode that another session holds can only make
 * it stricter.
 */
export function modeFor(rules: ApprovalRules, session: NamedSession): ApprovalMode {
  const { mode, sessions, ids } = rules
  const byName = own(sessions, session.name)
  if (byName === 'strict') return byName
  const held = own(ids, session.id)
  if (held !== undefined) return held.mode
  return byName === undefined || (mode !== 'off' && isHeldByOther(rules, session)) ? mode : byName
}

/** Bounds of the limit of a session in minutes; the upper one is that of a hook. */
export const WAIT_MINUTES = { min: 1, max: 10_080 } as const

/** Milliseconds after which a call of the session of this name is denied without an answer; `null` for no limit. */
export function waitLimitMs({ waitMinutes }: Pick<ApprovalRules, 'waitMinutes'>, name: string): number | null {
  const minutes = own(waitMinutes, name)
  return minutes === undefined ? null : minutes * 60_000
}

/** Rules with another limit for one name; `null` removes it. */
export const withWait = (rules: ApprovalRules, name: string, minutes: number | null): ApprovalRules => ({
  ...rules,
  waitMinutes: minutes === null ? without(rules.waitMinutes, name) : { ...rules.waitMinutes, [name]: minutes },
})

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

/**
 * Rules with another mode for one name and the session that has it; `null` removes it. `strict` also holds for sessions that
 * had the name last.
 */
export function withNameMode(
  { sessions, ids, ...others }: ApprovalRules,
  name: string,
  mode: ApprovalMode | null,
  holder: SessionId | null,
): ApprovalRules {
  const kept = Object.entries(ids).flatMap(([id, held]): ReadonlyArray<[string, HeldMode]> => {
    if (held.name !== name) return [[id, held]]
    return mode === 'strict' ? [[id, { name, mode }]] : []
  })
  const holding = mode === null || holder === null ? [] : [[holder, { name, mode }] as const]
  return {
    ...others,
    sessions: mode === null ? without(sessions, name) : { ...sessions, [name]: mode },
    ids: Object.fromEntries([...kept, ...holding]),
  }
}

/** Rules without a mode of the name, unless it is `strict` or another session holds it. */
function withoutLooser(rules: ApprovalRules, session: NamedSession): ApprovalRules {
  const mode = own(rules.sessions, session.name)
  if (mode === undefined || mode === 'strict' || isHeldByOther(rules, session)) return rules
  return { ...rules, sessions: without(rules.sessions, session.name) }
}

/** Mode that a session brings to a name or finds there; `undefined` for none. */
function takenMode(rules: ApprovalRules, session: NamedSession): ApprovalMode | undefined {
  const byName = own(rules.sessions, session.name)
  if (byName === 'strict') return byName
  return own(rules.ids, session.id)?.mode ?? (isHeldByOther(rules, session) ? undefined : byName)
}

function take(rules: ApprovalRules, session: NamedSession): ApprovalRules {
  const { id, name } = session
  const [held, mode] = [own(rules.ids, id), takenMode(rules, session)]
  if (mode === undefined) return rules
  if (held?.name === name && held.mode === mode && own(rules.sessions, name) === mode) return rules
  const left = held === undefined || held.name === name ? rules : withoutLooser(rules, { id, name: held.name })
  return { ...left, sessions: { ...left.sessions, [name]: mode }, ids: { ...rules.ids, [id]: { name, mode } } }
}

/**
 * Gives sessions the modes of their present names, and these names the modes that the sessions have. `strict` stays with a
 * former name; a looser mode of a session that had the name before leaves it. Returns the same object when nothing changes.
 */
export const withNames = (rules: ApprovalRules, present: ReadonlyArray<NamedSession>): ApprovalRules =>
  present.reduce((before, session) => {
    if (takenMode(before, session) !== undefined) return take(before, session)
    const isStale = own(before.sessions, session.name) !== undefined
    return isStale ? { ...before, sessions: without(before.sessions, session.name) } : before
  }, rules)

/** Rules after a rename. A session takes its limit along and, without its own mode, that of its former name. */
export function renameInRules(before: ApprovalRules, id: SessionId, from: string, to: string): ApprovalRules {
  const minutes = own(before.waitMinutes, from)
  const rules = minutes === undefined ? before : withWait(withWait(before, from, null), to, minutes)
  return withNames(own(rules.ids, id) === undefined ? take(rules, { id, name: from }) : rules, [{ id, name: to }])
}

/**
 * Rules after a session ended. Its grants and a looser mode are dropped. `strict` stays with its names, because the session may
 * be restored. Returns the same object when nothing changes.
 */
export function endInRules(rules: ApprovalRules, session: NamedSession): ApprovalRules {
  const { id, name } = session
  const held = own(rules.ids, id)
  const isStrict = held?.mode === 'strict' && own(rules.sessions, name) !== 'strict'
  const strict = isStrict ? { ...rules, sessions: { ...rules.sessions, [name]: held.mode } } : rules
  const released = held === undefined ? strict : { ...strict, ids: without(strict.ids, id) }
  const loosened = [name, held?.name ?? name].reduce(
    (before, one) => withoutLooser(before, { id, name: one }),
    released,
  )
  return withoutGrants(loosened, id)
}

/**
 * Rules without what was permitted to a run of a session: its grants and a looser mode. Returns the same object when nothing
 * changes.
 */
export function withoutRun(rules: ApprovalRules, id: SessionId): ApprovalRules {
  const held = own(rules.ids, id)
  if (held === undefined || held.mode === 'strict') return withoutGrants(rules, id)
  const released = withoutLooser({ ...rules, ids: without(rules.ids, id) }, { id, name: held.name })
  return withoutGrants(released, id)
}

/** Rules without the grants of one session. Returns the same object when nothing changes. */
function withoutGrants(rules: ApprovalRules, id: SessionId): ApprovalRules {
  const grants = rules.grants.filter(({ session }) => session !== id)
  return grants.length === rules.grants.length ? rules : { ...rules, grants }
}

/** Rules without what was permitted to runs that are over. Returns the same object when nothing changes. */
export function withRunsOf(rules: ApprovalRules, running: ReadonlyArray<NamedSession>): ApprovalRules {
  const live = new Set<string>(running.map(({ id }) => id))
  const ids = new Set([...Object.keys(rules.ids), ...rules.grants.map(({ session }) => session)])
  return [...ids].filter((id) => !live.has(id)).reduce((before, id) => withoutRun(before, sessionId(id)), rules)
}
