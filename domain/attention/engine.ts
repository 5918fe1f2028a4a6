import type { Instant } from '../shared/instant.js'
import type { Activity, Attention, Evidence, EvidenceName, ScreenReading } from './activity.js'
import type { BackgroundWork, Hook, NotificationKind } from './hook.js'
import { currentRetry, type ServiceRetry } from './service-retry.js'
import type { FailedTurn, TurnFailure } from './turn-failure.js'

/** Result of one event. */
export interface Step {
  /** `null` when the session has ended. */
  readonly next: Attention | null
  /** Event for the clients: `activity` with the running tool, `ended`, or none. */
  readonly tell: 'activity' | 'ended' | 'nothing'
  /**
   * True when the operator is to be alerted, unless the session is muted. `next.alertedAt` is the time of that alert.
   */
  readonly alert: boolean
}

/** Milliseconds between two alerts for one session, because some agents stop and start every few seconds. */
export const COOL_DOWN_MS = 10_000

/** Applies a report of the agent. `attention` is the state before; `null` for an unknown session. */
export function onHook(attention: Attention | null, hook: Hook, at: Instant): Step {
  const by = (what: EvidenceName): Evidence => ({ source: 'hook', what, at })
  switch (hook.event) {
    case 'UserPromptSubmit':
      return withoutAlert(withBackground(become(attention, 'working', null, by(hook.event)), null))
    case 'PreToolUse':
      return withoutAlert(become(attention, 'working', hook.tool, by(hook.event)))
    case 'PostToolUse':
      return attention === null ? unchanged(null) : withoutAlert(become(attention, 'working', null, by(hook.event)))
    case 'PermissionRequest':
      return withAlert(attention, become(attention, 'waiting', null, by(hook.event)))
    case 'Stop':
      return onEndOfTurn(attention, hook, at)
    case 'SubagentStop':
      return hook.leavesTurn ? unchanged(attention) : withoutAlert(become(attention, 'idle', null, by(hook.event)))
    case 'PermissionDenied':
      return attention === null
        ? unchanged(null)
        : withoutAlert({ ...confirmed(attention, at), refusals: attention.refusals + 1 })
    case 'Notification':
      return onNotification(attention, hook.about, at)
    case 'SessionStart':
      return unchanged(
        attention === null || isRecalled(attention) || attention.activity === 'unknown'
          ? become(null, 'unknown', null, by(hook.event))
          : confirmed(attention, at),
      )
    case 'SessionEnd':
      return hook.isOver
        ? { next: null, tell: 'ended', alert: false }
        : withoutAlert(withFailure(withBackground(become(attention, 'idle', null, by(hook.event)), null), null))
  }
}

/**
 * Applies the end of a turn. With work in the background the agent is at its prompt and continues by itself later; a request
 * of a subagent waits on.
 */
function onEndOfTurn(attention: Attention | null, stop: Extract<Hook, { event: 'Stop' }>, at: Instant): Step {
  const { failure, background = null } = stop
  const evidence = endOfTurn(failure, at)
  if (background === null) {
    const next = withFailure(become(attention, 'idle', null, evidence), failure ?? null)
    return withAlert(attention, withBackground(next, null))
  }
  return attention?.activity === 'waiting'
    ? unchanged(withBackground(attention, background))
    : withoutAlert(withBackground(become(attention, 'working', null, evidence), background))
}

const endOfTurn = (failure: TurnFailure | undefined, at: Instant): Evidence =>
  failure === undefined
    ? { source: 'hook', what: 'Stop', at }
    : { source: 'hook', what: 'StopFailure', failure: failure.kind, at }

/**
 * Applies the failed turn at the end of the agent's transcript, which no hook has reported. While the agent works, one that ended
 * before the latest evidence is not the present turn.
 */
export function onFailedTurn(attention: Attention | null, turn: FailedTurn, at: Instant): Step {
  if (attention === null) return unchanged(null)
  const isPresent = attention.activity === 'working' ? turn.at >= attention.evidence.at : hasGuessedEnd(attention)
  return isPresent ? onEndOfTurn(attention, { event: 'Stop', failure: turn.failure }, at) : unchanged(attention)
}

/** True for an agent that was found at its prompt without a report of how its turn ended. */
export const hasGuessedEnd = ({ activity, evidence }: Pick<Attention, 'activity' | 'evidence'>): boolean =>
  activity === 'idle' && (evidence.source === 'screen' || evidence.what === 'idle_prompt')

/**
 * Applies a notification. `idle_prompt` arrives a minute after the end of a turn; a turn that was refused at the
 * terminal ends without a hook.
 */
function onNotification(attention: Attention | null, about: NotificationKind, at: Instant): Step {
  switch (about) {
    case 'question':
      return withAlert(attention, become(attention, 'waiting', null, { source: 'hook', what: 'permission_prompt', at }))
    case 'idlePrompt':
      return onIdlePrompt(attention, at)
    case 'other':
      return unchanged(attention)
  }
}

/** Applies the notification of a minute at the prompt. Commands that still run then may run for ever, such as a server. */
function onIdlePrompt(attention: Attention | null, at: Instant): Step {
  if (attention?.activity === 'idle') return unchanged(confirmed(attention, at))
  if (attention?.background === 'agents') return unchanged(attention)
  const next = become(attention, 'idle', null, { source: 'hook', what: 'idle_prompt', at })
  return attention?.background === 'commands' ? withAlert(attention, withBackground(next, null)) : withoutAlert(next)
}

/**
 * Applies an event of the hub's own gate, which holds the agent until the operator answers. The screen does not show
 * this.
 */
export function onApproval(attention: Attention | null, what: 'asked' | 'answered', tool: string, at: Instant): Step {
  const evidence: Evidence = { source: 'approval', what, at }
  return what === 'asked'
    ? withAlert(attention, become(attention, 'waiting', tool, evidence))
    : withoutAlert(become(attention, 'working', tool, evidence))
}

/** Milliseconds for which a reading must persist, because a screen between two states is unreliable. */
const SIGHTING_HOLDS_MS = 1_000

/**
 * Applies a reading of the agent's terminal. It covers cases without a hook (a refusal at the terminal, a long command that was
 * allowed there, a dialog after the end of a turn) and hooks that were lost. The same reading must occur twice, without a hook in
 * between. `retry` belongs to `busy`.
 */
export function onScreen(
  attention: Attention | null,
  shows: ScreenReading,
  at: Instant,
  retry: ServiceRetry | null = null,
): Step {
  if (attention === null) return unchanged(shows === 'ready' ? null : seenFirst(shows, at))
  if (isHeld(attention)) return unchanged(attention)
  const { sighting } = attention
  if (shows === 'ready' && isLeftAtPrompt(attention))
    return unchanged(sighting === null ? attention : { ...attention, sighting: null })
  if (sighting?.shows !== shows || at < sighting.at) {
    return unchanged({ ...attention, sighting: { shows, at } })
  }
  if (at - sighting.at < SIGHTING_HOLDS_MS) return unchanged(attention)
  const isAtPrompt = shows === 'ready' && attention.background !== null
  if (isAtPrompt && attention.activity === 'working') return unchanged(attention)
  const seen = isAtPrompt ? 'working' : ACTIVITY_OF[shows]
  if (seen === attention.activity) return stillSeen({ ...confirmed(attention, at), sighting }, retry)
  const next = { ...become(attention, seen, null, { source: 'screen', what: shows, at }), retry }
  return seen === 'waiting' ? withAlert(attention, next) : withoutAlert(next)
}

/** State of an agent whose first reports were lost, until the second reading. */
const seenFirst = (shows: ScreenReading, at: Instant): Attention => ({
  ...become(null, 'unknown', null, { source: 'screen', what: shows, at }),
  sighting: { shows, at },
})

/** True where the prompt on the screen changes nothing: the agent is known to be there, or has just started. */
const isLeftAtPrompt = (attention: Attention): boolean =>
  (attention.activity === 'unknown' && attention.evidence.source === 'hook') ||
  (attention.activity === 'idle' && !isRecalled(attention))

/** Publishes a retry that is another one than before. */
function stillSeen(attention: Attention, seen: ServiceRetry | null): Step {
  const retry = currentRetry(attention.retry, seen)
  return retry === attention.retry ? unchanged(attention) : withoutAlert({ ...attention, retry })
}

/** Applies a question before the agent's start. The agent sends no hook until it is answered. */
export const onStartQuestion = (attention: Attention | null, at: Instant): Step =>
  withAlert(attention, become(attention, 'waiting', null, { source: 'screen', what: 'asking', at }))

const ACTIVITY_OF: Readonly<Record<ScreenReading, Activity>> = { busy: 'working', asking: 'waiting', ready: 'idle' }

/** True for an activity of a former run of the hub without evidence in this one. */
const isRecalled = ({ recalledFrom }: Attention): boolean => recalledFrom !== null

/** True while the hub's gate holds the agent. The gate of a former run holds nothing. */
const isHeld = (attention: Attention): boolean =>
  attention.activity === 'waiting' && attention.evidence.source === 'approval' && !isRecalled(attention)

/**
 * True when another reading of the screen could change the activity. Agents at their prompt are among them: the report of their next
 * prompt may be lost, and a dialog after the end of a turn has no hook.
 */
export const isWorthALook = (attention: Attention): boolean => !isHeld(attention)

function become(before: Attention | null, activity: Activity, tool: string | null, evidence: Evidence): Attention {
  return {
    activity,
    tool,
    since: before?.activity === activity ? before.since : evidence.at,
    evidence,
    failure: activity === 'working' ? null : (before?.failure ?? null),
    confirmedAt: evidence.at,
    recalledFrom: null,
    alertedAt: before?.alertedAt ?? null,
    background: before?.background ?? null,
    refusals: before?.refusals ?? 0,
    retry: null,
    sighting: null,
  }
}

const withBackground = (attention: Attention, background: BackgroundWork | null): Attention => ({
  ...attention,
  background,
})

const withFailure = (attention: Attention, failure: TurnFailure | null): Attention => ({ ...attention, failure })

const confirmed = (attention: Attention, at: Instant): Attention => ({
  ...attention,
  confirmedAt: at,
  recalledFrom: null,
  sighting: null,
})

const unchanged = (next: Attention | null): Step => ({ next, tell: 'nothing', alert: false })

const withoutAlert = (next: Attention): Step => ({ next, tell: 'activity', alert: false })

/** Alerts unless the cool-down is running. The start of waiting always alerts. */
function withAlert(before: Attention | null, next: Attention): Step {
  const at = next.evidence.at
  const startsWaiting = next.activity === 'waiting' && before?.activity !== 'waiting'
  const alert = startsWaiting || !isCoolingDown(before, at)
  return { next: alert ? { ...next, alertedAt: at } : next, tell: 'activity', alert }
}

/** True during the cool-down. A clock that was set back ends it. */
function isCoolingDown(before: Attention | null, at: Instant): boolean {
  const last = before?.alertedAt ?? null
  return last !== null && at >= last && at - last < COOL_DOWN_MS
}
