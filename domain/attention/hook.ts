import type { TurnFailure } from './turn-failure.js'

/** Reports of a coding agent that the hub uses. */
export type Hook =
  | { readonly event: 'UserPromptSubmit' }
  | { readonly event: 'PreToolUse'; readonly tool: string | null }
  | { readonly event: 'PermissionRequest'; readonly tool: string | null }
  | { readonly event: 'PostToolUse' }
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
export const HTTP_REPORTS: ReadonlyArray<string> = [
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
]
