import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PromptsFeature } from '../../../../application/prompts/prompts-feature.js'
import { bind, type Binding } from '../routing/bind.js'
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
