import * as t from 'io-ts'
import type { SessionId } from '../../../domain/sessions/session-id.js'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import { integer, nullable } from '../../../infrastructure/codec/codecs.js'
import { always, from, jsonOf, optional } from '../../../infrastructure/codec/json-of.js'
import { withSchema } from '../../../infrastructure/codec/schema.js'
import { AlarmKind } from '../http/approvals/codec.js'
import { CardJson } from '../http/board/codec.js'
import { ScanJson } from '../http/usage/codec.js'
import { BudgetJson } from '../http/usage/budgets.api.js'
import { FinishJson, ForecastJson } from '../http/board/finish.codec.js'
import { PromptFaultJson, PromptStateJson } from '../http/prompts/codec.js'
import { diedText } from '../http/sessions/errors.js'
import { EvidenceJson, ServiceRetryJson, TurnFailureJson } from '../http/sessions/codec.js'

export const Milliseconds = withSchema(t.refinement(t.number, Number.isInteger, 'Milliseconds'), { type: 'integer' })
const Activity = t.keyof({ working: null, waiting: null, idle: null, unknown: null })

/** The client that caused it, as it calls itself in `X-Penates-Client`. */
const Origin = t.union([t.string, t.null])

export type EventOf<Tag extends HubEvent['_tag']> = Extract<HubEvent, { readonly _tag: Tag }>

/** Event, with its number for clients that asked for numbers. */
export type Numbered<Tag extends HubEvent['_tag']> = EventOf<Tag> & { readonly seq?: number | undefined }

const STAMP = { at: Milliseconds, seq: optional(t.number) }

/** Id of the session, which stays when the name changes. */
const idOfSession = from(t.string, ({ session }: { readonly session: SessionId }) => session)

/** Body of the refusal that the start would have been answered with. */
const StartFailureJson = t.strict({
  code: t.string,
  error: t.string,
  exitCode: nullable(integer),
  lastLines: t.readonlyArray(t.string),
})

function startFailure({ name, failure }: EventOf<'session-start-settled'>): t.TypeOf<typeof StartFailureJson> | null {
  if (failure === null) return null
  const { code, command, exitCode, lastLines } = failure
  const error = command === null ? code : diedText({ name, command, exitCode })
  return { code, error, exitCode, lastLines }
}

/** Every event as clients read it. A new one does not compile until it is described. */
export const EVENTS = {
  'session-started': jsonOf<Numbered<'session-started'>, 'session'>()({
    type: always('session-started'),
    id: idOfSession,
    name: t.string,
    ...STAMP,
  }),
  'session-ended': jsonOf<Numbered<'session-ended'>, 'session'>()({
    type: always('session-ended'),
    id: idOfSession,
    name: t.string,
    ...STAMP,
  }),
  'session-renamed': jsonOf<Numbered<'session-renamed'>, 'session'>()({
    type: always('session-renamed'),
    id: idOfSession,
    oldName: t.string,
    newName: t.string,
    ...STAMP,
  }),
  'session-attached': jsonOf<Numbered<'session-attached'>, 'session'>()({
    type: always('session-attached'),
    id: idOfSession,
    name: t.string,
    attached: t.boolean,
    ...STAMP,
  }),
  'session-start-settled': jsonOf<Numbered<'session-start-settled'>, 'session'>()({
    type: always('session-start-settled'),
    id: idOfSession,
    name: t.string,
    /** `null` for a program that runs on. */
    failure: from(nullable(StartFailureJson), startFailure),
    ...STAMP,
  }),
  'session-activity': jsonOf<Numbered<'session-activity'>, 'session'>()({
    type: always('session-activity'),
    id: idOfSession,
    name: t.string,
    activity: Activity,
    since: Milliseconds,
    evidence: EvidenceJson,
    ...STAMP,
    tool: optional(t.string),
    /** With `idle`: the last turn ended in an error. */
    failure: optional(TurnFailureJson),
    /** With `working`: the agent repeats a request that the model's service has refused. */
    retry: optional(ServiceRetryJson),
  }),
  'tool-alarm': jsonOf<Numbered<'tool-alarm'>>()({
    type: always('tool-alarm'),
    id: t.string,
    name: t.string,
    kind: AlarmKind,
    tool: t.string,
    preview: t.string,
    isPaused: t.boolean,
    ...STAMP,
  }),
  'tool-alarm-acknowledged': jsonOf<Numbered<'tool-alarm-acknowledged'>>()({
    type: always('tool-alarm-acknowledged'),
    id: t.string,
    name: t.string,
    ...STAMP,
  }),
  'session-attention': jsonOf<Numbered<'session-attention'>, 'session'>()({
    type: always('session-attention'),
    id: idOfSession,
    name: t.string,
    activity: t.keyof({ idle: null, waiting: null }),
    /** With `idle`: the turn ended in an error. */
    failure: optional(TurnFailureJson),
    ...STAMP,
  }),
  'tool-approval-request': jsonOf<Numbered<'tool-approval-request'>>()({
    type: always('tool-approval-request'),
    id: t.string,
    name: t.string,
    tool: t.string,
    preview: t.string,
    /** Name of the sub-agent that asks, empty for one without; absent for the agent of the session. */
    subagent: optional(t.string),
    ...STAMP,
  }),
  'tool-approval-held': jsonOf<Numbered<'tool-approval-held'>>()({
    type: always('tool-approval-held'),
    id: t.string,
    name: t.string,
    until: nullable(Milliseconds),
    ...STAMP,
  }),
  'tool-approval-resolved': jsonOf<Numbered<'tool-approval-resolved'>>()({
    type: always('tool-approval-resolved'),
    id: t.string,
    name: t.string,
    origin: optional(t.string),
    ...STAMP,
  }),
  'card-changed': jsonOf<Numbered<'card-changed'>>()({
    type: always('card-changed'),
    card: CardJson,
    origin: Origin,
    ...STAMP,
  }),
  'finish-progress': jsonOf<Numbered<'finish-progress'>>()({
    type: always('finish-progress'),
    finish: FinishJson,
    ...STAMP,
  }),
  'board-forecast': jsonOf<Numbered<'board-forecast'>>()({
    type: always('board-forecast'),
    forecast: ForecastJson,
    ...STAMP,
  }),
  'usage-progress': jsonOf<Numbered<'usage-progress'>>()({
    type: always('usage-progress'),
    progress: ScanJson,
    ...STAMP,
  }),
  'budgets-changed': jsonOf<Numbered<'budgets-changed'>>()({
    type: always('budgets-changed'),
    /** All budgets, in their order. */
    budgets: t.readonlyArray(BudgetJson),
    ...STAMP,
  }),
  'budget-level': jsonOf<Numbered<'budget-level'>>()({
    type: always('budget-level'),
    budget: BudgetJson,
    was: t.keyof({ fine: null, near: null, exceeded: null }),
    ...STAMP,
  }),
  'prompts-changed': jsonOf<Numbered<'prompts-changed'>, 'session'>()({
    type: always('prompts-changed'),
    id: idOfSession,
    name: t.string,
    /** Prompts that are new or differ, without texts. With none removed either, the order is another one. */
    changed: t.readonlyArray(t.strict({ id: t.string, state: PromptStateJson, fault: PromptFaultJson })),
    removed: t.readonlyArray(t.string),
    /** Prompts that wait or are on their way. */
    waiting: integer,
    ...STAMP,
  }),
  'schedules-changed': jsonOf<Numbered<'schedules-changed'>, 'session'>()({
    type: always('schedules-changed'),
    id: idOfSession,
    name: t.string,
    ...STAMP,
  }),
  'prompt-templates-changed': jsonOf<Numbered<'prompt-templates-changed'>>()({
    type: always('prompt-templates-changed'),
    ...STAMP,
  }),
  'card-removed': jsonOf<Numbered<'card-removed'>>()({
    type: always('card-removed'),
    id: t.string,
    origin: Origin,
    ...STAMP,
  }),
}
