import type { Tagged } from '../shared/tagged.js'

/** A text that is no prompt. */
export interface InvalidPrompt extends Tagged<'InvalidPrompt'> {
  /** `empty`: nothing is left without control characters and blanks at the ends. */
  readonly reason: 'empty' | 'too-long'
}
export const invalidPrompt = (reason: InvalidPrompt['reason']): InvalidPrompt => ({ _tag: 'InvalidPrompt', reason })

/** The queue of the session, or all queues together, hold as much as they may. */
export interface PromptQueueFull extends Tagged<'PromptQueueFull'> {
  /** `count`: prompts of the session; `length`: texts of all sessions. */
  readonly bound: 'count' | 'length'
}
export const promptQueueFull = (bound: PromptQueueFull['bound']): PromptQueueFull => ({
  _tag: 'PromptQueueFull',
  bound,
})

/** A prompt or schedule with another text, trigger or session has the id that a client gave a new one. */
export type PromptIdTaken = Tagged<'PromptIdTaken', { readonly id: string }>
export const promptIdTaken = (id: string): PromptIdTaken => ({ _tag: 'PromptIdTaken', id })

/** The session has no prompt with this id. */
export interface PromptNotFound extends Tagged<'PromptNotFound'> {
  /** Id that was asked for. */
  readonly id: string
}
export const promptNotFound = (id: string): PromptNotFound => ({ _tag: 'PromptNotFound', id })

/** The state of a prompt does not allow the action. */
export interface PromptNotChangeable extends Tagged<'PromptNotChangeable'> {
  readonly state: 'sending' | 'sent' | 'failed' | 'unknown'
}
export const promptNotChangeable = (state: PromptNotChangeable['state']): PromptNotChangeable => ({
  _tag: 'PromptNotChangeable',
  state,
})

/** Another prompt of the session was typed and is not confirmed yet. */
export type PromptOnItsWay = Tagged<'PromptOnItsWay'>
export const promptOnItsWay: PromptOnItsWay = { _tag: 'PromptOnItsWay' }

/** The agent takes no prompt now. */
export interface AgentNotReady extends Tagged<'AgentNotReady'> {
  /**
   * `ended`: the session does not run; `asking`: a dialog is open; `unreported`: a coding CLI that has not reported to this hub;
   * `unseen`: its screen shows no prompt, or no coding CLI runs; `draft`: its prompt has text already.
   */
  readonly reason: 'ended' | 'asking' | 'unreported' | 'unseen' | 'draft'
}
export const agentNotReady = (reason: AgentNotReady['reason']): AgentNotReady => ({ _tag: 'AgentNotReady', reason })

/** A schedule that cannot be. */
export interface InvalidSchedule extends Tagged<'InvalidSchedule'> {
  /**
   * `time`: in the past or too far away; `rule`: no rule of five fields, or one without a time to come; `zone`: no time zone;
   * `runs`: no number of runs within the bound, or several of something that happens once; `agent`: no coding CLI;
   * `session`: the session itself; `trigger`: none, or more than one.
   */
  readonly reason: 'time' | 'rule' | 'zone' | 'runs' | 'agent' | 'session' | 'trigger'
}
export const invalidSchedule = (reason: InvalidSchedule['reason']): InvalidSchedule => ({
  _tag: 'InvalidSchedule',
  reason,
})

/** There are as many schedules as there may be. */
export type SchedulesFull = Tagged<'SchedulesFull'>
export const schedulesFull: SchedulesFull = { _tag: 'SchedulesFull' }

/** There is no schedule with this id. */
export interface ScheduleNotFound extends Tagged<'ScheduleNotFound'> {
  /** Id that was asked for. */
  readonly id: string
}
export const scheduleNotFound = (id: string): ScheduleNotFound => ({ _tag: 'ScheduleNotFound', id })

/** The title of a template is empty or too long. */
export type InvalidPromptTemplate = Tagged<'InvalidPromptTemplate'>
export const invalidPromptTemplate: InvalidPromptTemplate = { _tag: 'InvalidPromptTemplate' }

/** There are as many templates as there may be. */
export interface PromptTemplatesFull extends Tagged<'PromptTemplatesFull'> {
  /** `count`: templates; `length`: their texts. */
  readonly bound: 'count' | 'length'
}
export const promptTemplatesFull = (bound: PromptTemplatesFull['bound']): PromptTemplatesFull => ({
  _tag: 'PromptTemplatesFull',
  bound,
})

/** There is no template with this id. */
export interface PromptTemplateNotFound extends Tagged<'PromptTemplateNotFound'> {
  /** Id that was asked for. */
  readonly id: string
}
export const promptTemplateNotFound = (id: string): PromptTemplateNotFound => ({ _tag: 'PromptTemplateNotFound', id })

/** The text of the template is not the one that the client has read. */
export type PromptTemplateChanged = Tagged<'PromptTemplateChanged', { readonly id: string }>
export const promptTemplateChanged = (id: string): PromptTemplateChanged => ({ _tag: 'PromptTemplateChanged', id })
