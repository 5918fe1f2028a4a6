import { ContainerModule } from 'inversify'
import { makeUpdates } from '../../application/updates/updates-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { releaseFeed, terminal, audit, clock, log, prefix, defaultDirectory, checksForUpdates } = T

export const updatesModule = new ContainerModule((options) => {
  provide(options, T.updates, makeUpdates, {
    releaseFeed,
    collectors: T.versionCollectors,
    hub: T.hubInstallation,
    host: T.sessionHost,
    terminal,
    audit,
    clock,
    log,
    prefix,
    defaultDirectory,
    checksForUpdates,
  })
})
