import type { CreateFile } from '../application/files/create-file.js'
import type { FindPlace } from '../application/files/find-place.js'
import type { IgnoreRules } from '../application/files/ignore-rules.port.js'
import type { KeepImage } from '../application/files/keep-image.js'
import type { ListFiles } from '../application/files/list-files.js'
import type { OpenFile } from '../application/files/open-file.js'
import type { PreviewFile } from '../application/files/preview-file.js'
import type { ProjectFiles } from '../application/files/project-files.port.js'
import type { ReceiveUploads } from '../application/files/receive-uploads.js'
import type { RelocateFile } from '../application/files/relocate-file.js'
import type { TrashFiles } from '../application/files/trash-files.js'
import type { OpenSessionFile } from '../application/files/open-session-file.js'
import type { PreviewSessionFile } from '../application/files/preview-session-file.js'
import type { ReceiveSessionUploads } from '../application/files/receive-session-uploads.js'
import type { SaveImage } from '../application/files/save-image.js'
import type { SessionImages } from '../application/files/session-images.port.js'
import type { SessionScope } from '../application/files/session-scope.port.js'
import { token } from './token.js'

/** What has to do with a project's files. */
export const FILE_TOKENS = {
  createFile: token<CreateFile>('createFile'),
  findPlace: token<FindPlace>('findPlace'),
  ignoreRules: token<IgnoreRules>('ignoreRules'),
  keepImage: token<KeepImage>('keepImage'),
  listFiles: token<ListFiles>('listFiles'),
  openFile: token<OpenFile>('openFile'),
  previewFile: token<PreviewFile>('previewFile'),
  projectFiles: token<ProjectFiles>('projectFiles'),
  receiveUploads: token<ReceiveUploads>('receiveUploads'),
  relocateFile: token<RelocateFile>('relocateFile'),
  openSessionFile: token<OpenSessionFile>('openSessionFile'),
  previewSessionFile: token<PreviewSessionFile>('previewSessionFile'),
  receiveSessionUploads: token<ReceiveSessionUploads>('receiveSessionUploads'),
  saveImage: token<SaveImage>('saveImage'),
  sessionImages: token<SessionImages>('sessionImages'),
  sessionScope: token<SessionScope>('sessionScope'),
  trashFiles: token<TrashFiles>('trashFiles'),
}
