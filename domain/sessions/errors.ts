export interface InvalidSessionName {
  readonly _tag: 'InvalidSessionName'
  readonly raw: string
}
export const invalidSessionName = (raw: string): InvalidSessionName => ({ _tag: 'InvalidSessionName', raw })

/** What a session is to be renamed to does not fit the grammar of names. */
export interface InvalidNewSessionName {
  readonly _tag: 'InvalidNewSessionName'
  readonly raw: string
}
export const invalidNewSessionName = (raw: string): InvalidNewSessionName => ({ _tag: 'InvalidNewSessionName', raw })

/** A text for the session host holds a control character that it cannot take as it is. */
export interface ControlCharacters {
  readonly _tag: 'ControlCharacters'
  readonly field: 'command' | 'prompt'
}
export const controlCharacters = (field: ControlCharacters['field']): ControlCharacters => ({
  _tag: 'ControlCharacters',
  field,
})

/** No live session has this name, and where dormant ones count, no entry either. */
export interface SessionNotFound {
  readonly _tag: 'SessionNotFound'
  readonly name: string
}
export const sessionNotFound = (name: string): SessionNotFound => ({ _tag: 'SessionNotFound', name })

/** The name is taken by a live session, or on a rename by a dormant entry. */
export interface SessionExists {
  readonly _tag: 'SessionExists'
  readonly name: string
}
export const sessionExists = (name: string): SessionExists => ({ _tag: 'SessionExists', name })

/** A restore found the session alive. */
export interface SessionRunning {
  readonly _tag: 'SessionRunning'
  readonly name: string
}
export const sessionRunning = (name: string): SessionRunning => ({ _tag: 'SessionRunning', name })

/** The list of known sessions has no entry of this name. */
export interface SessionNotKnown {
  readonly _tag: 'SessionNotKnown'
  readonly name: string
}
export const sessionNotKnown = (name: string): SessionNotKnown => ({ _tag: 'SessionNotKnown', name })

/** The program ended before it had lived long enough to count as started. Nothing of it is left behind. */
export interface SessionDiedAtOnce {
  readonly _tag: 'SessionDiedAtOnce'
  readonly name: string
  readonly command: string
  /** `null` when a signal ended it or the host does not tell. */
  readonly exitCode: number | null
  /** The last lines on its screen, without trailing blank ones; may be empty. */
  readonly lastLines: ReadonlyArray<string>
}
export const sessionDiedAtOnce = (
  name: string,
  command: string,
  exitCode: number | null,
  lastLines: ReadonlyArray<string>,
): SessionDiedAtOnce => ({ _tag: 'SessionDiedAtOnce', name, command, exitCode, lastLines })

/** Why a folder cannot be started in. */
export interface UnusableDirectory {
  readonly _tag: 'UnusableDirectory'
  readonly directory: string
  readonly reason: 'not-found' | 'not-a-directory' | 'not-readable' | 'not-absolute'
}
export const unusableDirectory = (directory: string, reason: UnusableDirectory['reason']): UnusableDirectory => ({
  _tag: 'UnusableDirectory',
  directory,
  reason,
})

/** A session that is neither live with a known folder nor remembered with one. */
export interface SessionFolderUnknown {
  readonly _tag: 'SessionFolderUnknown'
  readonly name: string
}
export const sessionFolderUnknown = (name: string): SessionFolderUnknown => ({ _tag: 'SessionFolderUnknown', name })
