import { ContainerModule } from 'inversify'
import { makeListUpdates } from '../../application/updates/list-updates.js'
import { makeStartUpdate } from '../../application/updates/start-update.js'
import { makeVersionBook } from '../../application/updates/version-book.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, log, audit } = T
const [versions, hub] = [T.versionBook, T.hubInstallation]

export const updatesModule = new ContainerModule((options) => {
  provide(options, versions, makeVersionBook, { feed: T.releaseFeed, hub, clock, isOn: T.checksForUpdates })
  provide(options, T.listUpdates, makeListUpdates, { collectors: T.versionCollectors, versions, hub, clock, log })
  provide(options, T.startUpdate, makeStartUpdate, {
    hub,
    versions,
    host: T.sessionHost,
    lastSize: T.lastSize,
    audit,
    prefix: T.prefix,
    defaultDirectory: T.defaultDirectory,
  })
})
