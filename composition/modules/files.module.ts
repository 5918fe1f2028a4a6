import { ContainerModule } from 'inversify'
import { makeFiles, type FilesFeature } from '../../application/files/files-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { files, findProject, locateSession, ignoreRules, fileEvents, folders, clock, defaultDirectory } = T

export const filesModule = new ContainerModule((options) => {
  provide(options, files, makeFiles, {
    findProject,
    locateSession,
    ignoreRules,
    fileEvents,
    folders,
    clock,
    defaultDirectory,
    files: T.projectFiles,
    browser: T.folderBrowser,
    images: T.sessionImages,
    scope: T.sessionScope,
    host: T.sessionHost,
    record: T.sessionRecord,
  })
  provide(options, T.keepImage, (deps: { files: FilesFeature }) => deps.files.keepImage, { files })
})
