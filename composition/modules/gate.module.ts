import { ContainerModule } from 'inversify'
import { makeHooks } from '../../application/hooks/hooks-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { alarms, clock, projectSettings, rulesInForce, secrets } = T
const host = T.sessionHost

export const gateModule = new ContainerModule((options) => {
  provide(options, T.hooks, makeHooks, {
    host,
    rulesInForce,
    alarms,
    settings: T.settingsStore,
    projectSettings,
    managed: T.managedSettings,
    scripts: T.hookScripts,
    answerSigner: T.answerSigner,
    secrets,
    clock,
    hubUrl: T.hubUrl,
    node: T.node,
  })
})
