import type { TrustWatch } from '../../application/board/accept-trust.js'
import type { StateFault } from '../../application/shared/state-fault.js'
import type { RecordingBounds } from '../../domain/recordings/recording.js'
import type { Instant } from '../../domain/shared/instant.js'

/** Values of the configuration that features take. */
export interface HubValues {
  /** Prefix of the names of sessions. */
  readonly prefix: string
  /** Folder that sessions start in and browsing begins at; absolute. */
  readonly defaultDirectory: string
  /** Home folder of the user that sessions run as. */
  readonly home: string
  /** Base URL of the hub for programs on this machine: `http://127.0.0.1:3333`. */
  readonly hubUrl: string
  /** Folders whose subfolders are offered as projects. */
  readonly projectRoots: ReadonlyArray<string>
  /** Folder that merges are built in; absolute. */
  readonly finishFolder: string
  /** Reading of screens for the question about trust that agents ask at their start. */
  readonly trustWatch: TrustWatch
  /** Absolute path of the Node that runs the scripts of hooks. */
  readonly node: string
  /** Process id of this hub. */
  readonly pid: number
  /** True when the hub asks for releases without a request. */
  readonly checksForUpdates: boolean
  /** True when programs in sessions may write the clipboard of their viewers. */
  readonly passesClipboard: boolean
  /** Language of a dictation whose request names none: ISO 639. */
  readonly speechLanguage: string
  /** Folders that can be picked; absolute. */
  readonly browseRoots: ReadonlyArray<string>
  /** Limits of the recordings of terminals. */
  readonly recordingBounds: RecordingBounds
  /** Host name that previews are shown on; `null` without previews. */
  readonly previewHost: string | null
  /** Time of this start; larger than that of every start before. */
  readonly bootMs: Instant
  readonly stateFaults: ReadonlyArray<StateFault>
}
