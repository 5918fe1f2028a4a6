import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { gate } from '../../adapters/outbound/agents/claude-code/gate.js'
import { memoryHookScripts } from '../../adapters/outbound/memory/agent-settings.memory.js'
import { memoryManagedSettings, memoryProjectAgentSettings } from '../../adapters/outbound/memory/agents.memory.js'
import { makeManageHooks, type ManageHooks, type ManageHooksDeps } from '../../application/hooks/manage-hooks.js'

/** Hooks of Claude Code; what is left out is a fake. */
export const manageHooksOfClaude = (given: Pick<ManageHooksDeps, 'settings'> & Partial<ManageHooksDeps>): ManageHooks =>
  makeManageHooks({
    agentGate: gate,
    scripts: memoryHookScripts(),
    hubUrl: 'http://127.0.0.1:3333',
    node: '/node',
    answerKey: TE.right('key'),
    managed: memoryManagedSettings(),
    projectSettings: memoryProjectAgentSettings(),
    directories: T.of(['/work/shop']),
    uid: () => Promise.resolve(1000),
    ...given,
  })
