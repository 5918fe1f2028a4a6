import { makeBrowseFolders, type BrowseFolders } from './browse-folders.js'
import { makeCreateFile, type CreateFile } from './create-file.js'
import { makeFileChanges } from './file-changes.js'
import { makeFileWatch, type FileWatch } from './file-watch.js'
import { makeFindFolder, makeLocateFile, type FindFolder } from './locate-file.js'
import { makeFindRoot, type FindRoot } from './find-root.js'
import { makeKeepImage, type KeepImage } from './keep-image.js'
import { makeListFiles, type ListFiles } from './list-files.js'
import { makeMakeFolder, type MakeFolder } from './make-folder.js'
import { makeOpenFile, type OpenFile } from './open-file.js'
import { makeOpenSessionFile } from './open-session-file.js'
import { makePreviewFile, type PreviewFile } from './preview-file.js'
import { makePreviewSessionFile, type PreviewSessionFile } from './preview-session-file.js'
import { makeReceiveSessionUploads, type ReceiveSessionUploads } from './receive-session-uploads.js'
import { makeReceiveUploads, type ReceiveUploads } from './receive-uploads.js'
import { makeRelocateFile, type RelocateFile } from './relocate-file.js'
import { makeSaveImage, type SaveImage } from './save-image.js'
import { makeSearchFiles, type SearchFiles } from './search-files.js'
import { makeTrashFiles, type TrashFiles } from './trash-files.js'
import type { Job } from '../shared/job.js'
import type { FilesPorts } from './ports.js'

/** Files of projects and sessions, and folders to choose from. */
export interface FilesFeature {
  readonly findRoot: FindRoot
  readonly findFolder: FindFolder
  readonly listFiles: ListFiles
  readonly searchFiles: SearchFiles
  readonly openFile: OpenFile
  readonly previewFile: PreviewFile
  readonly createFile: CreateFile
  readonly relocateFile: RelocateFile
  readonly trashFiles: TrashFiles
  readonly receiveUploads: ReceiveUploads
  readonly previewSessionFile: PreviewSessionFile
  readonly receiveSessionUploads: ReceiveSessionUploads
  readonly keepImage: KeepImage
  readonly saveImage: SaveImage
  readonly browseFolders: BrowseFolders
  readonly makeFolder: MakeFolder
  readonly fileWatch: FileWatch
  readonly jobs: ReadonlyArray<Job>
}

export function makeFiles({ projects, sessions, ...ports }: FilesPorts): FilesFeature {
  const deps = { ...ports, ...projects, ...sessions }
  const fileChanges = makeFileChanges()
  const findRoot = makeFindRoot(deps)
  const locateFile = makeLocateFile({ ...deps, findRoot })
  const shared = { ...deps, locateFile, fileChanges }
  const listFiles = makeListFiles(shared)
  const openFile = makeOpenFile(shared)
  const receiveUploads = makeReceiveUploads(shared)
  const keepImage = makeKeepImage(shared)
  const fileWatch = makeFileWatch(shared)
  return {
    findRoot,
    findFolder: makeFindFolder({ ...deps, findRoot }),
    listFiles,
    searchFiles: makeSearchFiles({ ...shared, listFiles }),
    openFile,
    previewFile: makePreviewFile({ openFile }),
    createFile: makeCreateFile(shared),
    relocateFile: makeRelocateFile(shared),
    trashFiles: makeTrashFiles(shared),
    receiveUploads,
    previewSessionFile: makePreviewSessionFile({ openSessionFile: makeOpenSessionFile(deps) }),
    receiveSessionUploads: makeReceiveSessionUploads({ ...deps, receiveUploads }),
    keepImage,
    saveImage: makeSaveImage({ keepImage }),
    browseFolders: makeBrowseFolders(deps),
    makeFolder: makeMakeFolder(shared),
    fileWatch,
    jobs: [{ name: 'file watch', start: () => fileWatch.close }],
  }
}
