import type { ContainerModuleLoadOptions } from 'inversify'
import type { OpenState } from '../adapters/outbound/json-store/open-state.js'
import { provideValue } from './provide.js'
import { TOKENS as T } from './tokens.js'

/** Binds the ports that the state folder is behind. */
export function bindState(options: ContainerModuleLoadOptions, state: OpenState): void {
  provideValue(options, T.sessionRecord, state.sessionRecord)
  provideValue(options, T.sessionTokens, state.sessionTokens)
  provideValue(options, T.settingsStore, state.settingsStore)
  provideValue(options, T.approvalStore, state.approvalStore)
  provideValue(options, T.cardStore, state.cardStore)
  provideValue(options, T.finishJournal, state.finishJournal)
  provideValue(options, T.budgetStore, state.budgetStore)
  provideValue(options, T.resumeStore, state.resumeStore)
  provideValue(options, T.approvalRules, state.approvalRules)
  provideValue(options, T.projectStore, state.projectStore)
  provideValue(options, T.pushSubscriptions, state.pushSubscriptions)
}
