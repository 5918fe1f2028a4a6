import type { PaneKey, SessionSpec } from '../../../application/sessions/session-host.port.js'
import type { Session } from '../../../domain/sessions/session.js'

/** Exit of a scripted program before it counts as started. */
export interface Death {
  /** Exit code; `null` after a signal. */
  readonly exitCode: number | null
  /** Last lines of the screen. */
  readonly lastLines: ReadonlyArray<string>
}

/** Controls of the fake: changes that a person at a terminal or the machine makes outside the hub. */
export interface MemorySessionControls {
  /** Programs started with exactly this command line die at once from now on; `null` lets them live again. */
  readonly diesAtOnce: (command: string, death: Death | null) => void
  /** Creates a session outside the hub. The name may be invalid for the hub. */
  readonly startByHand: (name: string, directory?: string) => Session
  /** Ends the program of a session, and the session with it. */
  readonly exit: (name: string) => void
  /** Renames a session as a person does at the terminal. */
  readonly renameByHand: (from: string, to: string) => void
  /** Sets the number of terminals that show a session. */
  readonly setViewers: (name: string, viewers: number) => void
  /** Number of terminals that show a session. */
  readonly viewersOf: (name: string) => number
  /** Changes what the host tells of a session: its id, where its program is, what runs in front. */
  readonly set: (
    name: string,
    facts: Partial<Pick<Session, 'id' | 'path' | 'foreground' | 'startCommand' | 'windows'>>,
  ) => void
  /** Sets the rows of a screen, with SGR sequences and marks. */
  readonly setScreen: (name: string, rows: ReadonlyArray<string>) => void
  /** Sets the lines above a screen, with marks. */
  readonly setHistory: (name: string, lines: ReadonlyArray<string>) => void
  /** The spec a session was started with; `null` for one made by hand or gone. */
  readonly specOf: (name: string) => SessionSpec | null
  /** True for a session without a status line. */
  readonly hidesStatus: (name: string) => boolean
  /** Value of the mouse option; `null` when it is not set. */
  readonly mouseOf: (name: string) => boolean | null
  /** Text typed into the session. */
  readonly typedIn: (name: string) => string
  /** Keys that were pressed in it, in order. */
  readonly pressedIn: (name: string) => ReadonlyArray<PaneKey>
  /** Called with each key that is pressed in the session. */
  readonly onPress: (name: string, react: (key: PaneKey) => void) => void
  /** Keeps the list as it is until the next change through the port; changes by hand do not appear before. */
  readonly stopReading: () => void
  /** The whole host goes on request, with every session. */
  readonly stopHost: () => void
  /** The whole host crashes, with every session. */
  readonly crash: () => void
  /** While true every call fails with `Unavailable`; changes are reported once it is false again. */
  readonly setUnavailable: (isUnavailable: boolean) => void
}
