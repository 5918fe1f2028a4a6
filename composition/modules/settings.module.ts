import { ContainerModule } from 'inversify'
import { makeSettings } from '../../application/settings/settings-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

export const settingsModule = new ContainerModule((options) => {
  provide(options, T.settings, makeSettings, {
    store: T.settingsStore,
    sessions: T.sessions,
    host: T.sessionHost,
    audit: T.audit,
    log: T.log,
  })
})
