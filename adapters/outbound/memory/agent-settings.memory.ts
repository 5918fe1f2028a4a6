import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentSettings, HookScripts } from '../../../application/hooks/agent-settings.port.js'
import { unavailable } from '../../../application/shared/errors.js'

export interface MemoryAgentSettings extends AgentSettings {
  /** `null` while there are none. A test may write them behind our back. */
  text: string | null
}

/** Settings of an agent in memory. */
export function memoryAgentSettings(text: string | null = null): MemoryAgentSettings {
  const settings: MemoryAgentSettings = {
    text,
    file: '/home/me/.claude/settings.json',
    read: TE.fromIO(() => settings.text),
    replace: (before, after) =>
      TE.flatMap(() => {
        if (settings.text !== before) return TE.left(unavailable('settings', 'changed by another program'))
        settings.text = after
        return TE.right(undefined)
      })(TE.right(undefined)),
  }
  return settings
}

export interface MemoryHookScripts extends HookScripts {
  readonly areInstalled: () => boolean
}

/** Scripts that are there or not. */
export function memoryHookScripts(): MemoryHookScripts {
  let areInstalled = false
  const set = (now: boolean) =>
    TE.fromIO(() => {
      areInstalled = now
    })
  return {
    paths: {
      argsCheck: '/state/hooks/args-check.sh',
      gate: '/state/hooks/gate.mjs',
      hold: '/state/hooks/hold.mjs',
      report: '/state/hooks/report.mjs',
      statusLine: '/state/hooks/status-line.mjs',
      plugin: '/state/hooks/plugin.mjs',
    },
    install: set(true),
    remove: set(false),
    areInstalled: () => areInstalled,
  }
}
