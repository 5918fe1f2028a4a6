import type { TurnFailure } from '../../../../../../domain/attention/turn-failure.js'
import type { HubApproval, HubSession } from '../../app/hub/hub.js'
import type { HubAlarm } from '../../app/alarms.js'
import { needOf } from '../../app/session-order.js'
import { readKey, type HubBudget } from '../../usage/budget-draft.js'
import type { HubStop } from './stops.js'
import type { LimitAccount } from '../../usage/usage.js'

/** Kinds in the order of their urgency. */
export const NEED_KINDS = [
  'alarm',
  'approval',
  'question',
  'failed',
  'prompt',
  'schedule',
  'recording',
  'limit',
  'budget',
  'finished',
  'update',
  'retrying',
] as const
export type NeedKind = (typeof NEED_KINDS)[number]

/** Something that a person should look at. */
export interface Need {
  /** Another occasion of the same kind has another id. */
  readonly id: string
  readonly kind: NeedKind
  readonly session: Pick<HubSession, 'id' | 'name'> | null
  /** Milliseconds; `null` where the time is not known. */
  readonly at: number | null
  /** Text from the source: preview of a call, name of a program. */
  readonly detail: string
  /** Error in which a turn ended. */
  readonly failure?: TurnFailure
  readonly budget?: HubBudget
  readonly stop?: HubStop
}

interface KnownUpdate {
  readonly id: string
  readonly name: string
  readonly latest: string | null
}

export interface NeedFacts {
  readonly sessions: ReadonlyArray<HubSession>
  readonly approvals: ReadonlyArray<Pick<HubApproval, 'id' | 'session' | 'tool' | 'kind' | 'preview' | 'createdAt'>>
  readonly alarms: ReadonlyArray<Pick<HubAlarm, 'id' | 'session' | 'preview' | 'at'>>
  readonly budgets: ReadonlyArray<HubBudget>
  readonly accounts: ReadonlyArray<LimitAccount>
  readonly updates: ReadonlyArray<KnownUpdate>
  readonly stops: ReadonlyArray<HubStop>
  /** End of the latest turn that was read on this device, by session id. */
  readonly seenAt: (session: string) => number
}

type Found = Omit<Need, 'kind'>

const FULL_PERCENT = 100

const named = (sessions: ReadonlyArray<HubSession>, name: string): Need['session'] =>
  sessions.find((session) => session.name === name) ?? { id: name, name }

function ofTurn(kind: NeedKind, session: HubSession, stops: ReadonlyArray<HubStop> = []): Found {
  const stop = stops.find(({ kind, name, subject }) => name === session.name && subject === null && !isOwn(kind))
  return {
    ...{ id: `${kind} ${session.id} ${session.activitySince ?? ''}`, session, at: session.activitySince, detail: '' },
    ...(stop && { stop }),
  }
}

/** Kinds of stops that are needs by themselves; the others are the texts of questions and failed turns. */
const OWN: Readonly<Partial<Record<HubStop['kind'], NeedKind>>> = {
  'prompt-unknown': 'prompt',
  'prompt-failed': 'prompt',
  'schedule-missed': 'schedule',
  'recording-failed': 'recording',
  retrying: 'retrying',
}
const isOwn = (kind: HubStop['kind']): boolean => OWN[kind] !== undefined

const ofStops =
  (wanted: NeedKind) =>
  ({ stops, sessions }: NeedFacts): ReadonlyArray<Found> =>
    stops
      .filter(({ kind }) => OWN[kind] === wanted)
      .map((stop) => ({
        ...{ id: stop.id, session: named(sessions, stop.name), detail: stop.text, stop },
        at: stop.since === null ? null : Date.parse(stop.since),
      }))

/** Finds the needs of each kind. A new kind is a row here, its texts, and its page in `needs-list.tsx`. */
const FINDERS: Readonly<Record<NeedKind, (facts: NeedFacts) => ReadonlyArray<Found>>> = {
  alarm: ({ alarms, sessions }) =>
    alarms.map(({ id, session, preview, at }) => ({
      ...{ id: `alarm ${id}`, session: named(sessions, session), at: Date.parse(at), detail: preview },
    })),
  approval: ({ approvals, sessions }) =>
    approvals.map(({ id, session, tool, kind, preview, createdAt }) => ({
      id: `approval ${id}`,
      session: named(sessions, session),
      at: Date.parse(createdAt),
      detail: kind === 'permission' ? `${tool} ${preview}` : preview,
    })),
  question: ({ sessions, approvals, stops }) => {
    const asking = new Set(approvals.map(({ session }) => session))
    return sessions
      .filter(({ name, status, activity }) => status === 'running' && activity === 'waiting' && !asking.has(name))
      .map((session) => ofTurn('question', session, stops))
  },
  failed: (facts) =>
    facts.sessions.flatMap((session) =>
      needOf(session) === 'failed' && session.failure !== null
        ? [{ ...ofTurn('failed', session, facts.stops), failure: session.failure }]
        : [],
    ),
  prompt: ofStops('prompt'),
  schedule: ofStops('schedule'),
  recording: ofStops('recording'),
  retrying: ofStops('retrying'),
  limit: ({ accounts }) =>
    accounts.flatMap(({ accountId, agent, accountLabel, windows }) =>
      windows
        .filter(({ limited, usedPercentage }) => limited === true || (usedPercentage ?? 0) >= FULL_PERCENT)
        .map(({ label, resetsAt }) => ({
          id: `limit ${accountId} ${label ?? ''} ${resetsAt ?? ''}`,
          ...{ session: null, at: null, detail: [accountLabel ?? agent, label].filter(Boolean).join(' ') },
        })),
    ),
  budget: ({ budgets }) =>
    budgets.map((budget) => ({ id: `budget ${readKey(budget)}`, session: null, at: null, detail: budget.key, budget })),
  finished: (facts) =>
    endedTurns(facts)
      .filter(({ muted }) => !muted)
      .map((session) => ofTurn('finished', session)),
  update: ({ updates }) =>
    updates.map(({ id, name, latest }) => ({
      ...{ id: `update ${id} ${latest ?? ''}`, session: null, at: null },
      detail: [name, latest].filter(Boolean).join(' '),
    })),
}

/** Sessions whose turn has ended since their terminal was shown. */
const endedTurns = ({ sessions, seenAt }: NeedFacts): ReadonlyArray<HubSession> =>
  sessions.filter(
    (session) =>
      needOf(session) === 'idle' &&
      session.evidence?.source === 'hook' &&
      session.activitySince !== null &&
      session.activitySince > seenAt(session.id),
  )

/** Choices of the person about what counts. */
export interface NeedRules {
  /** Time until which a need does not count, by its id. */
  readonly snoozed: Readonly<Record<string, number>>
  /** Kinds that never count, by session id. */
  readonly ignored: Readonly<Record<string, ReadonlyArray<NeedKind>>>
}

/** Everything that needs the person, by urgency and then the longest waiting first. */
export const findNeeds = (facts: NeedFacts): ReadonlyArray<Need> =>
  NEED_KINDS.flatMap((kind) =>
    FINDERS[kind](facts)
      .map((found) => ({ ...found, kind }))
      .sort((one, other) => (one.at ?? 0) - (other.at ?? 0)),
  )

export const isSnoozed = ({ snoozed }: NeedRules, { id }: Need, now: number): boolean => (snoozed[id] ?? 0) > now

const isIgnored = ({ ignored }: NeedRules, { kind, session }: Need): boolean =>
  session !== null && ignored[session.id]?.includes(kind) === true

/** Needs that the rules leave, those that are snoozed among them. */
export const withoutIgnored = (needs: ReadonlyArray<Need>, rules: NeedRules): ReadonlyArray<Need> =>
  needs.filter((need) => !isIgnored(rules, need))
