import type { ProjectsFeature } from '../projects/projects-feature.js'
import type { Folders } from '../sessions/folders.port.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Clock } from '../shared/clock.port.js'
import type { SessionRecordStore } from '../shared/state-store.port.js'
import type { FileChanges } from './change-files.js'
import type { FileEvents } from './file-events.port.js'
import type { FindRoot, LocateFile } from './locate-file.js'
import type { FolderBrowser } from './folder-browser.port.js'
import type { IgnoreRules } from './ignore-rules.port.js'
import type { KeepImage } from './keep-image.js'
import type { ListFiles } from './list-files.js'
import type { OpenFile, OpenSessionFile } from './open-file.js'
import type { ProjectFiles } from './project-files.port.js'
import type { ReceiveUploads } from './receive-uploads.js'
import type { SessionImages } from './session-images.port.js'
import type { SessionScope } from './session-scope.port.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface FilesPorts {
  readonly projects: Pick<ProjectsFeature, 'findProject'>
  readonly sessions: Pick<SessionsFeature, 'locateSession'>
  readonly ignoreRules: IgnoreRules
  readonly fileEvents: FileEvents
  readonly browser: FolderBrowser
  readonly images: SessionImages
  readonly folders: Folders
  readonly clock: Clock
  /** Folder that browsing starts in; absolute. */
  readonly defaultDirectory: string
  readonly host: SessionHost
  readonly record: SessionRecordStore
  readonly scope: SessionScope
  readonly files: ProjectFiles
}

/** The same with the use cases of other features and the steps that use cases share. */
export type FilesSteps = FilesPorts &
  FilesPorts['projects'] &
  FilesPorts['sessions'] & {
    readonly findRoot: FindRoot
    readonly locateFile: LocateFile
    readonly fileChanges: FileChanges
    readonly openFile: OpenFile
    readonly openSessionFile: OpenSessionFile
    readonly receiveUploads: ReceiveUploads
    readonly keepImage: KeepImage
    readonly listFiles: ListFiles
  }
