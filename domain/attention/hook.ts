import type { TurnFailure } from './turn-failure.js'

/** Reports of a coding agent that the hub uses. */
export type Hook =
  | { readonly event: 'UserPromptSubmit' }
  | { readonly event: 'PreToolUse'; readonly tool: string | null }
  | { readonly event: 'PermissionRequest'; readonly tool: string | null }
  | { readonly event: 'PostToolUse'; readonly hasFailed?: true }
  | { readonly event: 'Notification'; readonly about: NotificationKind }
  /** `failure`: the turn ended in an error of the model's service. `background`: work of the turn that runs on. */
  | { readonly event: 'Stop'; readonly failure?: TurnFailure; readonly background?: BackgroundWork }
  /** `leavesTurn` is true when the agent reports the end of its own turn as well, so that this one changes nothing. */
  | { readonly event: 'SubagentStop'; readonly leavesTurn: boolean }
  | { readonly event: 'SessionStart' }
  /** A classifier of the agent refused a call in place of a person. */
  | { readonly event: 'PermissionDenied'; readonly reason: string | null }
  /** `isOver` is false when only the conversation ends and the program continues: `/clear`, `/resume`. */
  | { readonly event: 'SessionEnd'; readonly isOver: boolean }

/** `agents`: work that continues the turn by itself; `commands`: commands of the shell alone, which may run for ever. */
export type BackgroundWork = 'agents' | 'commands'

/** `question`: a person has to answer; `idlePrompt`: at its prompt for a minute; `other`: neither. */
export type NotificationKind = 'question' | 'idlePrompt' | 'other'

/** Unvalidated payload of a report. */
export type HookPayload = Readonly<Record<string, unknown>>

/** Events that agents report over HTTP without starting a process, in the names of the contract. */
export const HTTP_REPORTS = [
  'UserPromptSubmit',
  'PostToolUse',
  'PostToolUseFailure',
  'Notification',
  'Stop',
  'StopFailure',
  'SubagentStop',
  'PermissionDenied',
  'ElicitationResult',
  'SessionEnd',
] as const

/** Events that the hub reads. The last one is sent by Codex alone. */
const REPORT_EVENTS = [
  ...HTTP_REPORTS,
  'SessionStart',
  'PreToolUse',
  'PermissionRequest',
  'Elicitation',
  'Interrupt',
] as const
/** Event that the hub reads. */
export type ReportEvent = (typeof REPORT_EVENTS)[number]
/** Event in the path of a route; the gate before a tool has its own name there. */
export type HookRoute = ReportEvent | 'pre-tool-use'

/** `null` for an event that the hub does not use. */
export const reportEvent = (name: string): ReportEvent | null => REPORT_EVENTS.find((event) => event === name) ?? null
