import { parseSessionName } from '../../../../domain/sessions/session-name.js'
import { route } from '../routing/route.js'
import { Success } from '../sessions/codec.js'
import { NewScheduleJson, QueueJson, ScheduleChangeJson, SchedulesJson } from './schedules.codec.js'
import {
  NewTemplateJson,
  TemplateChangeJson,
  TemplatesJson,
  InputJson,
  NewPromptJson,
  PromptChangeJson,
  PromptsJson,
} from './codec.js'

export const listPrompts = route({
  method: 'GET',
  path: '/api/sessions/:name/prompts',
  params: { name: parseSessionName },
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: QueueJson },
  errors: { InvalidSessionName: null, SessionNotFound: null },
  summary:
    'Queued prompts of a session in their order, also after its end, the last ones that were sent, and its scheduled prompts',
})

export const queuePrompt = route({
  method: 'POST',
  path: '/api/sessions/:name/prompts',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  body: NewPromptJson,
  answers: { 201: PromptsJson },
  errors: {
    InvalidSessionName: null,
    SessionNotFound: null,
    InvalidPrompt: null,
    PromptIdTaken: null,
    PromptQueueFull: null,
    AgentNotReady: null,
  },
  summary:
    'Queue a prompt, which the agent of the session gets when it is idle, or with `now` at once; answers with the queue',
})

export const typeText = route({
  method: 'POST',
  path: '/api/sessions/:name/input',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  body: InputJson,
  answers: { 200: Success },
  errors: { InvalidSessionName: null, SessionNotFound: null, InvalidPrompt: null },
  summary:
    'Type a text into the terminal of a session as one paste, whatever its program, and press Enter on request; prompts for agents belong in the queue',
})

export const changePrompt = route({
  method: 'PATCH',
  path: '/api/sessions/:name/prompts/:id',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  body: PromptChangeJson,
  answers: { 200: PromptsJson },
  errors: {
    InvalidSessionName: null,
    SessionNotFound: null,
    InvalidPrompt: null,
    PromptNotFound: null,
    PromptNotChangeable: null,
    PromptQueueFull: null,
  },
  summary: 'Change the text or the place of a prompt that waits; answers with the queue',
})

export const removePrompt = route({
  method: 'DELETE',
  path: '/api/sessions/:name/prompts/:id',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: PromptsJson },
  errors: { InvalidSessionName: null, SessionNotFound: null, PromptNotFound: null, PromptNotChangeable: null },
  summary: 'Remove a prompt that is not on its way; answers with the queue',
})

export const sendPrompt = route({
  method: 'POST',
  path: '/api/sessions/:name/prompts/:id/send',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: PromptsJson },
  errors: {
    InvalidSessionName: null,
    SessionNotFound: null,
    AgentNotReady: null,
    PromptNotFound: null,
    PromptNotChangeable: null,
    PromptOnItsWay: null,
  },
  summary:
    'Send a prompt now, also to a working agent, and again where its delivery failed or is unknown; answers with the queue once it is typed, and the agent confirms it later',
})

export const listSchedules = route({
  method: 'GET',
  path: '/api/schedules',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: SchedulesJson },
  errors: {},
  summary: 'Scheduled prompts of all sessions with their last runs',
})

export const addSchedule = route({
  method: 'POST',
  path: '/api/sessions/:name/schedules',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  body: NewScheduleJson,
  answers: { 201: SchedulesJson },
  errors: {
    InvalidSessionName: null,
    SessionNotFound: null,
    InvalidPrompt: null,
    InvalidSchedule: null,
    PromptIdTaken: null,
    SchedulesFull: null,
  },
  summary:
    'Schedule a prompt for a session: at a time, by a rule, at the reset of a limit, or after another session; answers with all schedules',
})

export const changeSchedule = route({
  method: 'PATCH',
  path: '/api/schedules/:id',
  tokens: ['operator'],
  rate: 'write',
  body: ScheduleChangeJson,
  answers: { 200: SchedulesJson },
  errors: { ScheduleNotFound: null, SessionNotFound: null, InvalidPrompt: null, InvalidSchedule: null },
  summary: 'Change the text or the trigger of a scheduled prompt; answers with all schedules',
})

export const runSchedule = route({
  method: 'POST',
  path: '/api/schedules/:id/run',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: SchedulesJson },
  errors: { ScheduleNotFound: null },
  summary:
    'Queue the prompt of a schedule once more, now; the outcome is its last run, and runs that are left stay. Answers with all schedules',
})

export const removeSchedule = route({
  method: 'DELETE',
  path: '/api/schedules/:id',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: SchedulesJson },
  errors: { ScheduleNotFound: null },
  summary: 'Remove a scheduled prompt; answers with all schedules',
})

export const listPromptTemplates = route({
  method: 'GET',
  path: '/api/prompt-templates',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: TemplatesJson },
  errors: {},
  summary: 'Prompt templates with their placeholders',
})

export const addPromptTemplate = route({
  method: 'POST',
  path: '/api/prompt-templates',
  tokens: ['operator'],
  rate: 'write',
  body: NewTemplateJson,
  answers: { 201: TemplatesJson },
  errors: { InvalidPrompt: null, InvalidPromptTemplate: null, PromptTemplatesFull: null },
  summary: 'Add a prompt template; a title that is taken gets a number. Answers with all templates',
})

export const changePromptTemplate = route({
  method: 'PATCH',
  path: '/api/prompt-templates/:id',
  tokens: ['operator'],
  rate: 'write',
  body: TemplateChangeJson,
  answers: { 200: TemplatesJson },
  errors: {
    InvalidPrompt: null,
    InvalidPromptTemplate: null,
    PromptTemplateNotFound: null,
    PromptTemplateChanged: null,
    PromptTemplatesFull: null,
  },
  summary:
    'Change the title or the text of a prompt template, with `formerText` only while it has this text; answers with all templates',
})

export const removePromptTemplate = route({
  method: 'DELETE',
  path: '/api/prompt-templates/:id',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: TemplatesJson },
  errors: { PromptTemplateNotFound: null },
  summary: 'Remove a prompt template; answers with all templates',
})
