import type * as errors from '../../../../domain/sessions/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

const CONTROL_CHARACTERS = {
  command: 'Invalid command: no control characters other than tab and line feed',
  prompt: 'Invalid prompt: no NUL characters',
} as const

export type SessionError =
  | errors.ControlCharacters
  | errors.InvalidNewSessionName
  | errors.InvalidSessionName
  | errors.PromptNotTaken
  | errors.SessionDiedAtOnce
  | errors.SessionExists
  | errors.SessionFolderUnknown
  | errors.SessionNotFound
  | errors.SessionNotKnown
  | errors.SessionRunning
  | errors.UnusableDirectory

export const SESSION_ROWS = {
  ControlCharacters: { status: 400, text: ({ field }) => CONTROL_CHARACTERS[field] },
  InvalidNewSessionName: { status: 400, text: 'Invalid new session name' },
  InvalidSessionName: { status: 400, text: 'Invalid session name' },
  PromptNotTaken: { status: 400, text: 'Only coding CLIs take a first prompt' },
  SessionDiedAtOnce: {
    status: 422,
    text: diedText,
    more: ({ exitCode, lastLines }) => ({ exitCode, lastLines }),
  },
  SessionExists: { status: 409, text: 'Session with this name already exists' },
  SessionFolderUnknown: { status: 404, text: 'Session cwd not found' },
  SessionNotFound: { status: 404, text: 'Session not found' },
  SessionNotKnown: { status: 404, text: 'Session not in known-sessions' },
  SessionRunning: { status: 409, text: 'Session with this name is already running' },
  UnusableDirectory: {
    status: 400,
    text: ({ reason }) => (reason === 'not-found' ? 'directory-not-found' : reason),
    more: ({ directory }) => ({ directory }),
  },
} satisfies ErrorRows<SessionError>

/** Text of the failure of a start whose program ended at once. */
export function diedText({
  name,
  command,
  exitCode,
}: Pick<errors.SessionDiedAtOnce, 'name' | 'command' | 'exitCode'>): string {
  const how = exitCode === null ? '' : ` with exit status ${String(exitCode)}`
  const program = command === '' ? 'The shell' : `"${command}"`
  return `${program} in session "${name}" exited immediately${how}; the program is probably not on PATH`
}
