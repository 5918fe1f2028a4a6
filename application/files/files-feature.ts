import { makeBrowseFolders, makeMakeFolder, type BrowseFolders, type MakeFolder } from './browse-folders.js'
import {
  makeCreateFile,
  makeFileChanges,
  makeRelocateFile,
  makeTrashFiles,
  type CreateFile,
  type RelocateFile,
  type TrashFiles,
} from './change-files.js'
import { makeFileWatch, type FileWatch } from './file-watch.js'
import { makeFindFolder, makeLocateFile, makeFindRoot, type FindFolder, type FindRoot } from './locate-file.js'
import { makeKeepImage, makeSaveImage, type KeepImage, type SaveImage } from './keep-image.js'
import { makeListFiles, makeSearchFiles, type ListFiles, type SearchFiles } from './list-files.js'
import {
  makeOpenFile,
  makeOpenSessionFile,
  makePreviewFile,
  makePreviewSessionFile,
  type OpenFile,
  type PreviewFile,
  type PreviewSessionFile,
} from './open-file.js'
import {
  makeReceiveSessionUploads,
  makeReceiveUploads,
  type ReceiveSessionUploads,
  type ReceiveUploads,
} from './receive-uploads.js'
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
