import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { AgentGate } from '../../../../application/agents/agent-cli.port.js'
import { unreadableSettings, type HookTargets } from '../../../../domain/hooks/installation.js'
import type { HookFile } from '../agent-entry.js'

/** First line of the plugin file, by which it is recognised. */
const MARK = '// Written by `penates hooks install --cli opencode`; `penates hooks remove --cli opencode` deletes it.\n'

/** File in the plugin folder of opencode. A script that is not there, or a failure in it, leaves opencode as it is. */
const pluginFile = ({ hubUrl, scripts }: HookTargets): string => `${MARK}export const Penates = async (input) => {
  try {
    const { penates } = await import(${JSON.stringify(scripts.plugin)})
    return penates(input, ${JSON.stringify(hubUrl)})
  } catch {
    return {}
  }
}
`

/** A whole file of the hub. The plugin refuses nothing without an answer of the hub, so there is no strict gate. */
export const gate: AgentGate = {
  weaknessesIn: () => [],
  withHooks: (text, places) =>
    text === null || text.startsWith(MARK)
      ? E.right(pluginFile(places))
      : E.left(unreadableSettings('the file is not from Penates')),
  withoutHooks: (text) => E.right(text.startsWith(MARK) ? null : text),
  installationIn: (text, places) =>
    E.right({
      state: !text.startsWith(MARK) ? 'none' : text === pluginFile(places) ? 'current' : 'outdated',
      gate: text.startsWith(MARK) ? 'ask' : null,
      statusLine: 'none',
      obstacles: [],
    }),
  managedText: () => '{}\n',
}

/** A plugin, which is loaded from this folder. */
export const hookFile: HookFile = {
  name: 'penates.js',
  folder: ({ home, environment }) =>
    join(environment['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'opencode', 'plugin'),
  others: () => [],
  gate,
}
