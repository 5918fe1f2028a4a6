import type { CreateFile } from '../application/files/create-file.js'
import type { FindPlace } from '../application/files/find-place.js'
import type { IgnoreRules } from '../application/files/ignore-rules.port.js'
import type { ListFiles } from '../application/files/list-files.js'
import type { OpenFile } from '../application/files/open-file.js'
import type { PreviewFile } from '../application/files/preview-file.js'
import type { ProjectFiles } from '../application/files/project-files.port.js'
import type { ReceiveUploads } from '../application/files/receive-uploads.js'
import type { RelocateFile } from '../application/files/relocate-file.js'
import type { TrashFiles } from '../application/files/trash-files.js'
import { token } from './token.js'

/** What has to do with a project's files. */
export const FILE_TOKENS = {
  createFile: token<CreateFile>('createFile'),
  findPlace: token<FindPlace>('findPlace'),
  ignoreRules: token<IgnoreRules>('ignoreRules'),
  listFiles: token<ListFiles>('listFiles'),
  openFile: token<OpenFile>('openFile'),
  previewFile: token<PreviewFile>('previewFile'),
  projectFiles: token<ProjectFiles>('projectFiles'),
  receiveUploads: token<ReceiveUploads>('receiveUploads'),
  relocateFile: token<RelocateFile>('relocateFile'),
  trashFiles: token<TrashFiles>('trashFiles'),
}
