import * as E from 'fp-ts/lib/Either.js'
import type { Tagged } from '../shared/tagged.js'
import type { SessionId } from './session-id.js'

/** A name that no session can have. */
export interface InvalidSessionName extends Tagged<'InvalidSessionName'> {
  /** Text as it was requested. */
  readonly raw: string
}
export const invalidSessionName = (raw: string): InvalidSessionName => ({ _tag: 'InvalidSessionName', raw })

/** The new name of a session does not fit the grammar of names. */
export interface InvalidNewSessionName extends Tagged<'InvalidNewSessionName'> {
  /** Text as it was requested. */
  readonly raw: string
}
export const invalidNewSessionName = (raw: string): InvalidNewSessionName => ({ _tag: 'InvalidNewSessionName', raw })

/** A text for the session host contains a control character that the host cannot accept. */
export interface ControlCharacters extends Tagged<'ControlCharacters'> {
  /** Field with a control character. */
  readonly field: 'command' | 'prompt'
}
export const controlCharacters = (field: ControlCharacters['field']): ControlCharacters => ({
  _tag: 'ControlCharacters',
  field,
})

/** The command line is not that of a coding CLI, which alone takes a first prompt. */
export interface PromptNotTaken extends Tagged<'PromptNotTaken'> {
  /** Command line of the start; empty for the shell. */
  readonly command: string
}
export const promptNotTaken = (command: string): PromptNotTaken => ({ _tag: 'PromptNotTaken', command })

/** No live session has this name, and no record where dormant sessions count. */
export interface SessionNotFound extends Tagged<'SessionNotFound'> {
  /** Name that no running session has. */
  readonly name: string
}
export const sessionNotFound = (name: string): SessionNotFound => ({ _tag: 'SessionNotFound', name })

/** A session that was looked for by name; `SessionNotFound` where the name is free. */
export const existingSession =
  (name: string) =>
  <A extends { readonly id: SessionId | null }>(found: A): E.Either<SessionNotFound, A & { readonly id: SessionId }> =>
    found.id === null ? E.left(sessionNotFound(name)) : E.right({ ...found, id: found.id })

/** A live session has this name; on a rename, also a dormant one. */
export interface SessionExists extends Tagged<'SessionExists'> {
  /** Name that is taken. */
  readonly name: string
}
export const sessionExists = (name: string): SessionExists => ({ _tag: 'SessionExists', name })

/** The session to be restored is running. */
export interface SessionRunning extends Tagged<'SessionRunning'> {
  /** Name of the running session. */
  readonly name: string
}
export const sessionRunning = (name: string): SessionRunning => ({ _tag: 'SessionRunning', name })

/** No record has this name. */
export interface SessionNotKnown extends Tagged<'SessionNotKnown'> {
  /** Name without a record. */
  readonly name: string
}
export const sessionNotKnown = (name: string): SessionNotKnown => ({ _tag: 'SessionNotKnown', name })

/** The program ended before it counted as started. Nothing was left behind. */
export interface SessionDiedAtOnce extends Tagged<'SessionDiedAtOnce'> {
  /** Name of the session. */
  readonly name: string
  /** Command that ended at once. */
  readonly command: string
  /** `null` when a signal ended it or the host does not report the code. */
  readonly exitCode: number | null
  /** Last lines of its screen, without trailing blank ones; may be empty. */
  readonly lastLines: ReadonlyArray<string>
}
export const sessionDiedAtOnce = (
  name: string,
  command: string,
  exitCode: number | null,
  lastLines: ReadonlyArray<string>,
): SessionDiedAtOnce => ({ _tag: 'SessionDiedAtOnce', name, command, exitCode, lastLines })

/** True for the failure of a start whose program ended at once. */
export const isDiedAtOnce = (error: Tagged<string>): error is SessionDiedAtOnce => error._tag === 'SessionDiedAtOnce'

/** The folder cannot be used as a working directory. */
export interface UnusableDirectory extends Tagged<'UnusableDirectory'> {
  /** Folder as it was requested. */
  readonly directory: string
  /** Fault of the folder. */
  readonly reason: 'not-found' | 'not-a-directory' | 'not-readable' | 'not-absolute'
}
export const unusableDirectory = (directory: string, reason: UnusableDirectory['reason']): UnusableDirectory => ({
  _tag: 'UnusableDirectory',
  directory,
  reason,
})

/** The folder of the session is unknown: no live session and no record has one. */
export type SessionFolderUnknown = Tagged<'SessionFolderUnknown', { readonly name: string }>
export const sessionFolderUnknown = (name: string): SessionFolderUnknown => ({ _tag: 'SessionFolderUnknown', name })
