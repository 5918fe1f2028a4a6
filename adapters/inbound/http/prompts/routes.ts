import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PromptsFeature } from '../../../../application/prompts/prompts-feature.js'
import type * as errors from '../../../../domain/prompts/errors.js'
import { MAX_PROMPT_LENGTH } from '../../../../domain/prompts/prompt.js'
import { MAX_OPEN_PROMPTS } from '../../../../domain/prompts/prompt-queues.js'
import { MAX_TEMPLATES, MAX_TITLE_LENGTH } from '../../../../domain/prompts/prompt-template.js'
import { MAX_RUNS, MAX_SCHEDULES } from '../../../../domain/prompts/schedule.js'
import { bind, type Binding } from '../routing/bind.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'
import { scheduleChange, scheduleRequest } from './schedules.codec.js'

export const promptRoutes = ({
  managePrompts,
  manageSchedules,
  manageTemplates,
  sendPrompt,
  typeText,
}: PromptsFeature): ReadonlyArray<Binding> => [
  bind(api.listPrompts, ({ params: { name } }) =>
    pipe(
      TE.Do,
      TE.apS('prompts', managePrompts.list(name)),
      TE.bindW('schedules', () => manageSchedules.list),
      TE.map(({ prompts, schedules }) => ({ prompts, schedules: schedules.filter((one) => one.name === name) })),
    ),
  ),
  bind(api.queuePrompt, ({ params: { name }, body: { text, id = null, now = false }, caller }) =>
    managePrompts.add(name, { text, id, isUrgent: now }, caller),
  ),
  bind(api.typeText, ({ params: { name }, body: { text, enter = false }, caller }) =>
    typeText(name, text, enter, caller),
  ),
  bind(api.changePrompt, ({ params: { name, id }, body, caller }) => managePrompts.change(name, id, body, caller)),
  bind(api.removePrompt, ({ params: { name, id }, caller }) => managePrompts.remove(name, id, caller)),
  bind(api.sendPrompt, ({ params: { name, id }, caller }) => sendPrompt(name, id, caller)),
  bind(api.listSchedules, () => manageSchedules.list),
  bind(api.addSchedule, ({ params: { name }, body, caller }) =>
    pipe(
      TE.fromEither(scheduleRequest(body)),
      TE.flatMap((request) => manageSchedules.add(name, request, caller)),
    ),
  ),
  bind(api.changeSchedule, ({ params: { id }, body, caller }) =>
    pipe(
      TE.fromEither(scheduleChange(body)),
      TE.flatMap((change) => manageSchedules.change(id, change, caller)),
    ),
  ),
  bind(api.runSchedule, ({ params: { id }, caller }) => manageSchedules.run(id, caller)),
  bind(api.removeSchedule, ({ params: { id }, caller }) => manageSchedules.remove(id, caller)),
  bind(api.listPromptTemplates, () => manageTemplates.list),
  bind(api.addPromptTemplate, ({ body, caller }) => manageTemplates.add(body, caller)),
  bind(api.changePromptTemplate, ({ params: { id }, body, caller }) => manageTemplates.change(id, body, caller)),
  bind(api.removePromptTemplate, ({ params: { id }, caller }) => manageTemplates.remove(id, caller)),
]

const INVALID = {
  empty: 'The prompt is empty',
  'too-long': `The prompt has more than ${String(MAX_PROMPT_LENGTH)} characters`,
} as const

const INVALID_SCHEDULE = {
  time: 'The time is past, no time, or more than a year away',
  rule: 'The rule has five fields as in cron, with a time to come',
  zone: 'The time zone is unknown',
  runs: `A rule has 1 to ${String(MAX_RUNS)} runs, any other schedule one`,
  agent: 'The limit is that of a coding CLI: claude, codex',
  session: 'A session cannot wait for itself',
  trigger: 'A schedule has exactly one of at, rule, limitOf and after',
} as const

const FULL = {
  count: `The session has ${String(MAX_OPEN_PROMPTS)} prompts that are not sent: remove one first`,
  length: 'The queued prompts of all sessions are too long: remove one first',
} as const

const TEMPLATES_FULL = {
  count: `There are ${String(MAX_TEMPLATES)} templates: remove one first`,
  length: 'The texts of all templates are too long: remove one first',
} as const

const NOT_READY = {
  ended: 'The session does not run',
  asking: 'The agent waits for an answer, and Enter could give it',
  unreported: 'The agent has not reported to this hub: install the hooks, or type in its terminal',
  unseen: 'The agent does not show its prompt',
  draft: 'The prompt of the agent has text already: send or remove it there first',
} as const

const NOT_CHANGEABLE = {
  sending: 'The prompt is on its way',
  sent: 'The prompt was sent',
  failed: 'The prompt was not sent',
  unknown: 'The prompt may have been sent',
} as const

export const PROMPT_ROWS = {
  AgentNotReady: { status: 409, text: ({ reason }) => NOT_READY[reason], more: ({ reason }) => ({ reason }) },
  InvalidSchedule: { status: 400, text: ({ reason }) => INVALID_SCHEDULE[reason], more: ({ reason }) => ({ reason }) },
  InvalidPrompt: { status: 400, text: ({ reason }) => INVALID[reason], more: ({ reason }) => ({ reason }) },
  PromptNotChangeable: {
    status: 409,
    text: ({ state }) => NOT_CHANGEABLE[state],
    more: ({ state }) => ({ reason: state }),
  },
  PromptIdTaken: { status: 409, text: 'Another prompt or schedule has this id' },
  PromptNotFound: { status: 404, text: 'Prompt not found' },
  PromptOnItsWay: { status: 409, text: 'Another prompt of the session is on its way' },
  PromptQueueFull: { status: 409, text: ({ bound }) => FULL[bound], more: ({ bound }) => ({ reason: bound }) },
  InvalidPromptTemplate: {
    status: 400,
    text: `A template has a title of 1 to ${String(MAX_TITLE_LENGTH)} characters`,
  },
  PromptTemplateChanged: { status: 409, text: 'The template was changed meanwhile' },
  PromptTemplateNotFound: { status: 404, text: 'Template not found' },
  PromptTemplatesFull: {
    status: 409,
    text: ({ bound }) => TEMPLATES_FULL[bound],
    more: ({ bound }) => ({ reason: bound }),
  },
  ScheduleNotFound: { status: 404, text: 'Schedule not found' },
  SchedulesFull: { status: 409, text: `There are ${String(MAX_SCHEDULES)} schedules: remove one first` },
} satisfies ErrorRows<
  | errors.AgentNotReady
  | errors.InvalidPrompt
  | errors.InvalidPromptTemplate
  | errors.InvalidSchedule
  | errors.PromptIdTaken
  | errors.PromptNotChangeable
  | errors.PromptNotFound
  | errors.PromptOnItsWay
  | errors.PromptQueueFull
  | errors.PromptTemplateChanged
  | errors.PromptTemplateNotFound
  | errors.PromptTemplatesFull
  | errors.ScheduleNotFound
  | errors.SchedulesFull
>
