import { ContainerModule } from 'inversify'
import { makeFindUngatedSessions } from '../../application/hooks/find-ungated-sessions.js'
import { makeGuardStart } from '../../application/hooks/guard-start.js'
import { makeWatchProjectSettings } from '../../application/hooks/watch-project-settings.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { alarms, clock, projectSettings, rulesInForce, secrets } = T
const host = T.sessionHost

export const gateModule = new ContainerModule((options) => {
  provide(options, T.guardStart, makeGuardStart, {
    rulesInForce,
    settings: T.settingsStore,
    projectSettings,
    scripts: T.hookScripts,
    answerSigner: T.answerSigner,
    hubUrl: T.hubUrl,
    node: T.node,
  })
  provide(options, T.findUngatedSessions, makeFindUngatedSessions, {
    host,
    rulesInForce,
    managed: T.managedSettings,
    clock,
  })
  provide(options, T.watchProjectSettings, makeWatchProjectSettings, {
    host,
    rulesInForce,
    projectSettings,
    alarms,
    secrets,
    clock,
  })
})
