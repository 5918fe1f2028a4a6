import { ContainerModule } from 'inversify'
import { makeCreateFile } from '../../application/files/create-file.js'
import { makeFindPlace } from '../../application/files/find-place.js'
import { makeKeepImage } from '../../application/files/keep-image.js'
import { makeListFiles } from '../../application/files/list-files.js'
import { makeOpenFile } from '../../application/files/open-file.js'
import { makePreviewFile } from '../../application/files/preview-file.js'
import { makeReceiveUploads } from '../../application/files/receive-uploads.js'
import { makeRelocateFile } from '../../application/files/relocate-file.js'
import { makeOpenSessionFile } from '../../application/files/open-session-file.js'
import { makePreviewSessionFile } from '../../application/files/preview-session-file.js'
import { makeReceiveSessionUploads } from '../../application/files/receive-session-uploads.js'
import { makeSaveImage } from '../../application/files/save-image.js'
import { makeTrashFiles } from '../../application/files/trash-files.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { findPlace, projectFiles: files, openFile, fileChanges } = T

export const filesModule = new ContainerModule((options) => {
  provide(options, findPlace, makeFindPlace, { findRoot: T.findRoot, files })
  provide(options, T.listFiles, makeListFiles, { findPlace, files, ignoreRules: T.ignoreRules })
  provide(options, openFile, makeOpenFile, { findPlace, files })
  provide(options, T.previewFile, makePreviewFile, { openFile })
  provide(options, T.createFile, makeCreateFile, { findPlace, files, fileChanges })
  provide(options, T.relocateFile, makeRelocateFile, { findPlace, files, fileChanges })
  provide(options, T.trashFiles, makeTrashFiles, { findPlace, files, fileChanges })
  provide(options, T.receiveUploads, makeReceiveUploads, { findPlace, files, fileChanges })
  provide(options, T.openSessionFile, makeOpenSessionFile, {
    host: T.sessionHost,
    record: T.sessionRecord,
    scope: T.sessionScope,
    files,
  })
  provide(options, T.previewSessionFile, makePreviewSessionFile, { openSessionFile: T.openSessionFile })
  provide(options, T.receiveSessionUploads, makeReceiveSessionUploads, {
    host: T.sessionHost,
    receiveUploads: T.receiveUploads,
  })
  provide(options, T.saveImage, makeSaveImage, { keepImage: T.keepImage })
  provide(options, T.keepImage, makeKeepImage, {
    locateSession: T.locateSession,
    folders: T.folders,
    images: T.sessionImages,
    fileChanges,
    clock: T.clock,
  })
})
