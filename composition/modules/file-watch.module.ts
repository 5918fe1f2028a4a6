import { ContainerModule } from 'inversify'
import { makeBrowseFolders } from '../../application/files/browse-folders.js'
import { makeFileChanges } from '../../application/files/file-changes.js'
import { makeFileWatch } from '../../application/files/file-watch.js'
import { makeFindRoot } from '../../application/files/find-root.js'
import { makeMakeFolder } from '../../application/files/make-folder.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

export const fileWatchModule = new ContainerModule((options) => {
  provide(options, T.fileChanges, makeFileChanges, {})
  provide(options, T.findRoot, makeFindRoot, { locateSession: T.locateSession, findProject: T.findProject })
  provide(options, T.browseFolders, makeBrowseFolders, {
    browser: T.folderBrowser,
    defaultDirectory: T.defaultDirectory,
  })
  provide(options, T.makeFolder, makeMakeFolder, { browser: T.folderBrowser, fileChanges: T.fileChanges })
  provide(options, T.fileWatch, makeFileWatch, {
    fileEvents: T.fileEvents,
    fileChanges: T.fileChanges,
    clock: T.clock,
  })
})
