import { signal } from '@preact/signals'
import type { BodyOf } from '../app/hub/hub.js'
import type { LiveEvent } from '../app/hub/live-events.js'
import { hubCalls } from '../app/the-hub.js'

export type QueuedPrompt = BodyOf<'listPrompts'>['prompts'][number]

const at = (name: string, id: string): { readonly params: { readonly name: string; readonly id: string } } => ({
  params: { name, id },
})

const promptsIn = ({ body }: { readonly body: BodyOf<'queuePrompt'> }): ReadonlyArray<QueuedPrompt> => body.prompts

/** Requests about the prompt queue of a session. Each answers with the queue. */
export const queueCalls = hubCalls(({ client, ask }) => ({
  /** The queue with the scheduled prompts of the session. */
  list: (name: string) => ask(client.listPrompts({ params: { name } }), ({ body }) => body),
  add: (name: string, body: { readonly id: string; readonly text: string; readonly now: boolean }) =>
    ask(client.queuePrompt({ params: { name }, body }), promptsIn),
  /** Types a text into the terminal without Enter. */
  type: (name: string, text: string) => ask(client.typeText({ params: { name }, body: { text } }), () => undefined),
  change: (name: string, id: string, body: { readonly text?: string; readonly before?: string | null }) =>
    ask(client.changePrompt({ ...at(name, id), body }), promptsIn),
  remove: (name: string, id: string) => ask(client.removePrompt(at(name, id)), promptsIn),
  send: (name: string, id: string) => ask(client.sendPrompt(at(name, id)), promptsIn),
}))

export type SessionPrompts = BodyOf<'listPrompts'>
export type Schedule = SessionPrompts['schedules'][number]

/** Scheduled prompt to be added, with one of the triggers. */
export interface NewSchedule {
  readonly id: string
  readonly text: string
  readonly at?: string
  readonly rule?: string
  readonly timeZone?: string
  readonly limitOf?: string
  readonly after?: string
}

/** Change of a scheduled prompt, with one of the triggers or none. */
export type ScheduleChange = Partial<Omit<NewSchedule, 'id'>>

const schedulesIn = ({ body }: { readonly body: BodyOf<'addSchedule'> }): ReadonlyArray<Schedule> => body.schedules

/** Requests about scheduled prompts. Each answers with those of all sessions. */
export const scheduleCalls = hubCalls(({ client, ask }) => ({
  add: (name: string, body: NewSchedule) => ask(client.addSchedule({ params: { name }, body }), schedulesIn),
  change: (id: string, body: ScheduleChange) => ask(client.changeSchedule({ params: { id }, body }), schedulesIn),
  run: (id: string) => ask(client.runSchedule({ params: { id } }), schedulesIn),
  remove: (id: string) => ask(client.removeSchedule({ params: { id } }), schedulesIn),
}))

const CHANGES = ['hello', 'prompts-changed', 'schedules-changed', 'prompt-templates-changed']

/** Number that grows with every change of a queue, of schedules or of templates, and after each reconnect. */
export const queueRevision = signal(0)

export function onPromptEvent({ type }: LiveEvent): void {
  if (CHANGES.includes(type)) queueRevision.value += 1
}
