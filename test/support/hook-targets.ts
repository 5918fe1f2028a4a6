import type { HookTargets } from '../../domain/hooks/installation.js'

/** Targets of hooks that are compared and not run. */
export const HOOK_TARGETS: HookTargets = {
  hubUrl: 'http://127.0.0.1:3333',
  node: '/usr/bin/node',
  answerKey: 'key',
  scripts: {
    argsCheck: '/hooks/args-check.sh',
    gate: '/hooks/gate.mjs',
    hold: '/hooks/hold.mjs',
    report: '/hooks/report.mjs',
    statusLine: '/hooks/status-line.mjs',
    plugin: '/hooks/plugin.mjs',
  },
}
