import type { FileEvents } from '../application/files/file-events.port.js'
import type { FilesFeature } from '../application/files/files-feature.js'
import type { FolderBrowser } from '../application/files/folder-browser.port.js'
import type { IgnoreRules } from '../application/files/ignore-rules.port.js'
import type { ProjectFiles } from '../application/files/project-files.port.js'
import type { SessionImages } from '../application/files/session-images.port.js'
import type { SessionScope } from '../application/files/session-scope.port.js'
import { token } from './token.js'

/** The files feature, and its ports. */
export const FILE_TOKENS = {
  files: token<FilesFeature>('files'),
  fileEvents: token<FileEvents>('fileEvents'),
  folderBrowser: token<FolderBrowser>('folderBrowser'),
  ignoreRules: token<IgnoreRules>('ignoreRules'),
  projectFiles: token<ProjectFiles>('projectFiles'),
  sessionImages: token<SessionImages>('sessionImages'),
  sessionScope: token<SessionScope>('sessionScope'),
}
