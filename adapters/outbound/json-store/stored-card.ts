import type { AgentConversation } from '../../../domain/agents/agent-conversation.js'
import { agentId } from '../../../domain/agents/agent-id.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import * as t from 'io-ts'
import {
  PRIORITIES,
  STAGES,
  type Card,
  type CardMove,
  type CardSession,
  type SpawnPlan,
} from '../../../domain/board/card.js'
import type { Instant } from '../../../domain/shared/instant.js'

const textOrNull = t.union([t.string, t.null])

const StoredPlan = t.strict({
  kind: t.keyof({ brainstorm: null, implement: null }),
  session: t.string,
  repository: textOrNull,
  worktree: textOrNull,
  branch: textOrNull,
  from: textOrNull,
  branchWasThere: t.boolean,
})

type Stored = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Stored =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise

const momentOr = <A>(value: unknown, otherwise: A): Instant | A => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? otherwise : at
}

const textsIn = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** Boards of the first days had a stage more. */
const stageOf = (value: unknown): Card['stage'] =>
  value === 'spec' ? 'brainstorming' : (STAGES.find((stage) => stage === value) ?? 'idea')

/** A card of this or an older installation, whose missing keys have their usual value; `null` for what is no card. */
export function readCard(stored: unknown): Card | null {
  if (!isRecord(stored)) return null
  const {
    id,
    projectId,
    title,
    stage: rawStage,
    priority,
    origin,
    theme,
    order,
    rev,
    blockedBy,
    doneAt,
    ...rest
  } = stored
  const { sessionRef, brainstormDoc, notes, branch, implementSummary, worktreePath, ...more } = rest
  const { createdAt, updatedAt, tail, ownSession, ownSessionId, firstPort, plan, moves, sessions, ...extra } = more
  if (typeof id !== 'string' || typeof projectId !== 'string' || typeof title !== 'string') return null
  const created = momentOr(createdAt, 0)
  const updated = momentOr(updatedAt, created)
  const stage = stageOf(rawStage)
  return {
    id,
    projectId,
    title,
    priority: PRIORITIES.find((one) => one === priority) ?? null,
    stage,
    origin: origin === 'collab' ? 'collab' : 'solo',
    theme: textIn(theme),
    order: numberOr(order, 0),
    sessionRef: textIn(sessionRef),
    brainstormDoc: textIn(brainstormDoc),
    notes: textIn(notes),
    branch: textIn(branch),
    implementSummary: textIn(implementSummary),
    worktreePath: textIn(worktreePath),
    createdAt: created,
    updatedAt: updated,
    rev: numberOr(rev, 1),
    blockedBy: textsIn(blockedBy),
    slug: textIn(tail),
    ownSession: textIn(ownSession),
    ownSessionId: typeof ownSessionId === 'string' ? sessionId(ownSessionId) : null,
    firstPort: typeof firstPort === 'number' ? firstPort : null,
    plan: StoredPlan.is(plan) ? planIn(plan) : null,
    doneAt: stage === 'done' ? momentOr(doneAt, updated) : null,
    moves: movesIn(moves),
    sessions: sessionsIn(sessions),
    extra,
  }
}

const MOVERS = ['hub', 'operator', 'session', 'token'] as const

/** An older installation stored no moves; damaged ones are dropped. */
const movesIn = (value: unknown): ReadonlyArray<CardMove> =>
  recordsIn(value).flatMap(({ stage, at, by, name }): CardMove[] => {
    const [reached, kind] = [STAGES.find((one) => one === stage), MOVERS.find((one) => one === by)]
    const when = momentOr(at, null)
    return reached === undefined || kind === undefined || when === null
      ? []
      : [{ stage: reached, at: when, by: { kind, name: textIn(name) } }]
  })

const sessionsIn = (value: unknown): ReadonlyArray<CardSession> =>
  recordsIn(value).flatMap(({ id, name, at, conversations }): CardSession[] => {
    const [ofId, ofName, when] = [textIn(id), textIn(name), momentOr(at, null)]
    if (ofId === null || ofName === null || when === null) return []
    const known = recordsIn(conversations).flatMap((one): AgentConversation[] => {
      const [agent, conversation] = [textIn(one['agent']), textIn(one['id'])]
      return agent === null || conversation === null ? [] : [{ agent: agentId(agent), id: conversation }]
    })
    return [{ id: sessionId(ofId), name: ofName, at: when, conversations: known }]
  })

const recordsIn = (value: unknown): ReadonlyArray<Stored> => (Array.isArray(value) ? value.filter(isRecord) : [])

/** The card as it stands in the file. */
export const storedCard = ({ extra, slug, ownSession, ownSessionId, firstPort, plan, ...card }: Card): Stored => {
  const { createdAt, updatedAt, doneAt, moves, sessions, ...rest } = card
  return {
    ...extra,
    ...rest,
    tail: slug,
    ownSession,
    ...(ownSessionId === null ? {} : { ownSessionId }),
    firstPort,
    plan: plan === null ? null : storedPlan(plan),
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    doneAt: doneAt === null ? null : new Date(doneAt).toISOString(),
    ...(moves.length === 0 ? {} : { moves: moves.map(storedMove) }),
    ...(sessions.length === 0 ? {} : { sessions: sessions.map(storedSession) }),
  }
}

const planIn = ({ kind, session, ...stored }: t.TypeOf<typeof StoredPlan>): SpawnPlan => {
  const { repository, worktree: path, branch, from, branchWasThere } = stored
  const isMade = repository !== null && path !== null && branch !== null && from !== null
  return { kind, session, worktree: isMade ? { repository, path, branch, from, branchWasThere } : null }
}

const storedPlan = ({ kind, session, worktree }: SpawnPlan): t.TypeOf<typeof StoredPlan> => ({
  kind,
  session,
  repository: worktree?.repository ?? null,
  worktree: worktree?.path ?? null,
  branch: worktree?.branch ?? null,
  from: worktree?.from ?? null,
  branchWasThere: worktree?.branchWasThere ?? false,
})

const storedMove = ({ stage, at, by: { kind, name } }: CardMove): Stored => ({
  ...{ stage, at: new Date(at).toISOString(), by: kind },
  ...(name === null ? {} : { name }),
})

const storedSession = ({ at, ...session }: CardSession): Stored => ({ ...session, at: new Date(at).toISOString() })
