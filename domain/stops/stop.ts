import type { ServiceRetry } from '../attention/service-retry.js'
import type { TurnFailure } from '../attention/turn-failure.js'
import type { Activity } from '../attention/activity.js'
import type { StartQuestion } from '../board/trust.js'
import { isHeldBack, type PromptQueues } from '../prompts/prompt-queues.js'
import type { PromptFault } from '../prompts/prompt.js'
import type { Schedule } from '../prompts/schedule.js'
import type { SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import type { StopDialog, StopDialogAnswer } from './stop-dialog.js'

/**
 * Kinds of what stops an agent beside calls, questions, plans and forms, the most urgent first. `trust`, `bypass`: questions of a CLI
 * before its first screen; `plan`: whether to start with a plan; `dialog`: another dialog in its terminal; `sign-in`, `failed`: the turn ended in an error; `retrying`: the
 * model's service refuses its request; the others concern prompts, schedules and recordings.
 */
export const STOP_KINDS = [
  ...(['trust', 'bypass', 'plan', 'dialog', 'sign-in', 'failed', 'prompt-unknown', 'prompt-failed'] as const),
  ...(['schedule-missed', 'recording-failed', 'retrying'] as const),
] as const
/** Kind of a stop. */
export type StopKind = (typeof STOP_KINDS)[number]

/**
 * Operations that answer a stop: sending the prompt again, removing it from the queue, running or removing the schedule, starting or
 * ending the recording, a prompt for the agent, starting with a plan or going on planning.
 */
export type StopAnswer =
  | 'send-prompt'
  | 'remove-prompt'
  | 'run-schedule'
  | 'remove-schedule'
  | 'start-recording'
  | 'end-recording'
  | 'reply'
  | StopDialogAnswer

/**
 * Reason why a stop is not answered here. `terminal`: only its dialog takes the answer; `consent`: a person has to accept the warning
 * at the terminal; `secret`: a password or code is entered in the terminal; `cut`: the terminal shows a part only; `by-itself`: the agent
 * goes on without a person.
 */
export type StopObstacle = 'terminal' | 'cut' | 'consent' | 'secret' | 'by-itself'

/** Something that stops an agent, or its work, until a person acts. */
export interface Stop {
  /** Another occasion of the same kind has another id. */
  readonly id: string
  readonly kind: StopKind
  readonly session: SessionId
  /** Name of the session. */
  readonly name: string
  /** `null` when it is not known. */
  readonly since: Instant | null
  /** Complete text: the screen with the dialog, the prompt, the words of the failure. */
  readonly text: string
  /** Prompt or schedule that the answers are about; `null` for other kinds. */
  readonly subject: string | null
  /** Reason of a prompt that is failed or unknown. */
  readonly fault: PromptFault | null
  /** Next attempt of an agent that retries. */
  readonly retry: ServiceRetry | null
  /** Empty when it is not answered here. */
  readonly answers: ReadonlyArray<StopAnswer>
  /** `null` when `answers` has one. */
  readonly obstacle: StopObstacle | null
}

/** Session with what its agent has reported. */
export interface StoppableSession {
  readonly id: SessionId
  readonly name: string
  readonly isRunning: boolean
  readonly activity: Activity
  readonly since: Instant | null
  readonly failure: TurnFailure | null
  readonly retry: ServiceRetry | null
}

/** Last lines of a terminal, the start question on it, and the dialog that its CLI shows. */
export interface StoppedScreen {
  readonly text: string
  readonly startQuestion: StartQuestion['about'] | null
  readonly dialog?: StopDialog | null
}

/** Everything from which stops are derived. */
export interface StopFacts {
  readonly sessions: ReadonlyArray<StoppableSession>
  /** Names of sessions with an open call, question, plan or form. */
  readonly asking: ReadonlySet<string>
  /** Screens of sessions whose agents wait or retry, as far as they could be read. */
  readonly screens: ReadonlyMap<SessionId, StoppedScreen>
  readonly prompts: PromptQueues
  readonly schedules: ReadonlyArray<Schedule>
  /** Reasons of recordings that have ended, by session. */
  readonly recordings: ReadonlyMap<SessionId, string>
}

/** True when its text is that of its terminal. */
export const isOnScreen = (session: StoppableSession, asking: ReadonlySet<string>): boolean =>
  session.isRunning && (isAtDialog(session, asking) || session.retry !== null)

const isAtDialog = ({ name, activity }: StoppableSession, asking: ReadonlySet<string>): boolean =>
  activity === 'waiting' && !asking.has(name)

/** All stops, by the urgency of their kind and then the longest first. */
export function stopsOf(facts: StopFacts): ReadonlyArray<Stop> {
  const byId = new Map(facts.sessions.map((session) => [session.id, session]))
  return [
    ...facts.sessions.filter(({ isRunning }) => isRunning).flatMap((session) => ofAgent(session, facts)),
    ...facts.prompts.flatMap((prompt) => {
      const session = byId.get(prompt.session)
      return session === undefined ? [] : ofPrompt(prompt, session)
    }),
    ...facts.schedules.flatMap((schedule) => {
      const session = byId.get(schedule.session)
      return session === undefined ? [] : ofSchedule(schedule, session)
    }),
    ...[...facts.recordings].flatMap(([id, text]): ReadonlyArray<Stop> => {
      const session = byId.get(id)
      if (session === undefined) return []
      return [stop('recording-failed', session, { text, answers: ['start-recording', 'end-recording'] })]
    }),
  ].sort((one, other) => rank(one) - rank(other) || (one.since ?? 0) - (other.since ?? 0))
}

const rank = ({ kind }: Stop): number => STOP_KINDS.indexOf(kind)

type Particulars = Pick<Stop, 'text'> &
  Partial<Pick<Stop, 'since' | 'subject' | 'fault' | 'retry' | 'answers' | 'obstacle'>>

const stop = (
  kind: StopKind,
  { id, name }: StoppableSession,
  { since = null, subject = null, fault = null, retry = null, answers = [], obstacle = null, text }: Particulars,
): Stop => ({
  id: [kind, subject ?? id, ...(since === null ? [] : [String(since)])].join(' '),
  ...{ kind, session: id, name, since, text, subject, fault, retry, answers, obstacle },
})

function ofAgent(session: StoppableSession, { asking, screens }: StopFacts): ReadonlyArray<Stop> {
  const { id, since, failure, retry } = session
  const screen = screens.get(id)
  const text = screen?.text ?? ''
  if (isAtDialog(session, asking)) {
    const about = screen?.startQuestion ?? null
    const dialog = screen?.dialog ?? null
    if (dialog !== null) return [stopAtDialog(session, dialog, text)]
    return [stop(about ?? 'dialog', session, { since, text, obstacle: about === 'bypass' ? 'consent' : 'terminal' })]
  }
  if (failure !== null) {
    return failure.kind === 'sign-in'
      ? [stop('sign-in', session, { since, text: failure.text, obstacle: 'secret' })]
      : [stop('failed', session, { since, text: failure.text, answers: ['reply'] })]
  }
  return retry === null ? [] : [stop('retrying', session, { since, text, retry, obstacle: 'by-itself' })]
}

/** Dialog with the keys of its answers, where all of what it asks about can be read here. */
function stopAtDialog(session: StoppableSession, { about, text, keys }: StopDialog, shown: string): Stop {
  const { since } = session
  if (text === null) return stop(about, session, { since, text: shown, obstacle: 'cut' })
  return stop(about, session, { since, text, answers: Object.keys(keys) as ReadonlyArray<StopDialogAnswer> })
}

function ofPrompt(
  { id, state, fault, text, changedAt }: PromptQueues[number],
  session: StoppableSession,
): ReadonlyArray<Stop> {
  if (!isHeldBack(state)) return []
  const kind = state === 'unknown' ? 'prompt-unknown' : 'prompt-failed'
  return [
    stop(kind, session, { since: changedAt, text, subject: id, fault, answers: ['send-prompt', 'remove-prompt'] }),
  ]
}

/** Schedule whose last run was missed. One without a further run can be removed. */
function ofSchedule({ id, text, remaining, runs }: Schedule, session: StoppableSession): ReadonlyArray<Stop> {
  const last = runs.at(-1)
  if (last?.outcome !== 'missed') return []
  const answers: ReadonlyArray<StopAnswer> = remaining === 0 ? ['run-schedule', 'remove-schedule'] : ['run-schedule']
  return [stop('schedule-missed', session, { since: last.at, text, subject: id, answers })]
}
