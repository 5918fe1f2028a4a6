import { ContainerModule } from 'inversify'
import { makeChangeSettings } from '../../application/settings/change-settings.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

export const settingsModule = new ContainerModule((options) => {
  provide(options, T.changeSettings, makeChangeSettings, {
    store: T.settingsStore,
    listSessions: T.listSessions,
    host: T.sessionHost,
    audit: T.audit,
    log: T.log,
  })
})
