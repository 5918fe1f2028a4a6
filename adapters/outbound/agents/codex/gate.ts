import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { AgentGate } from '../../../../application/agents/agent-cli.port.js'
import type { HookRoute, ReportEvent } from '../../../../domain/attention/hook.js'
import type { HookTargets, Installation } from '../../../../domain/hooks/installation.js'
import { sha256 } from '../../../../infrastructure/secrets/secrets.js'
import type { HookFile } from '../agent-entry.js'
import { findHooks, withHooks, withoutHooks, type HookEntry } from '../claude-code/settings-text.js'
import { program } from '../claude-code/wanted-hooks.js'
import { CODEX, codexFolder } from './logs.js'

/** Seconds that `PermissionRequest` waits: a week. Codex asks at its terminal when the hook ends. */
const HELD_TIMEOUT = 604_800
/** Seconds before a tool, which Codex runs after a hook that has failed. */
const GATE_TIMEOUT = 125
/** Seconds. Codex allows at most 3 for the last two events. */
const REPORT_TIMEOUT = 2

/** Events of 0.171.0 that are reported; a gate waits for its answer. The second name is that in the route of the hub. */
const EVENTS = [
  ['SessionStart', 'SessionStart', REPORT_TIMEOUT],
  ['UserPromptSubmit', 'UserPromptSubmit', REPORT_TIMEOUT],
  ['PreToolUse', 'pre-tool-use', GATE_TIMEOUT],
  ['PermissionRequest', 'PermissionRequest', HELD_TIMEOUT],
  ['PostToolUse', 'PostToolUse', REPORT_TIMEOUT],
  ['Stop', 'Stop', REPORT_TIMEOUT],
  ['Interrupt', 'Interrupt', REPORT_TIMEOUT],
  ['SessionEnd', 'SessionEnd', REPORT_TIMEOUT],
] as const satisfies ReadonlyArray<readonly [ReportEvent, HookRoute, number]>

interface WantedHook {
  readonly event: string
  readonly hook: { readonly type: 'command'; readonly command: string; readonly timeout: number }
}

const wantedHooks = ({ node, scripts, hubUrl }: HookTargets): ReadonlyArray<WantedHook> =>
  EVENTS.map(([event, name, timeout]) => {
    const limit = timeout === HELD_TIMEOUT ? [String(timeout)] : []
    const command = `${program(node, scripts.report, name, hubUrl, CODEX, ...limit)} || true`
    return { event, hook: { type: 'command', command, timeout } }
  })

const entriesFor = (places: HookTargets): Readonly<Record<string, HookEntry>> =>
  Object.fromEntries(wantedHooks(places).map(({ event, hook }) => [event, { _owner: 'penates', hooks: [hook] }]))

/**
 * Hash with which Codex records in `config.toml` that the person trusts a hook: SHA-256 of JSON with sorted keys (0.171.0).
 */
export function trustedHash({ event, hook: { command, timeout, type } }: WantedHook): string {
  const eventName = event.replaceAll(/(?<=[a-z])[A-Z]/g, '_$&').toLowerCase()
  const identity = { event_name: eventName, hooks: [{ async: false, command, timeout, type }] }
  return `sha256:${sha256(JSON.stringify(identity))}`
}

const NOT_TRUSTED =
  'Installed, not trusted by you yet: Codex runs these hooks once you have trusted them (start codex, or /hooks).'

/** Hooks in `hooks.json`. They are commands; one that fails decides nothing, so there is no strict gate. */
export const gate: AgentGate = {
  weaknessesIn: () => [],
  withHooks: (text, places) => withHooks(text, { entries: entriesFor(places), statusLine: null }),
  withoutHooks,
  installationIn: (text, places, others = []) =>
    pipe(
      findHooks(text),
      E.map(({ entries }): Installation => {
        const wanted = entriesFor(places)
        const events = new Set([...Object.keys(entries), ...Object.keys(wanted)])
        const isCurrent = [...events].every(
          (event) => JSON.stringify(entries[event]) === JSON.stringify([wanted[event]]),
        )
        const isTrusted = wantedHooks(places).every((hook) => others.some((other) => other.includes(trustedHash(hook))))
        const isNone = Object.keys(entries).length === 0
        return {
          state: isNone ? 'none' : isCurrent ? 'current' : 'outdated',
          gate: isNone ? null : 'ask',
          statusLine: 'none',
          obstacles: isCurrent && !isTrusted ? [NOT_TRUSTED] : [],
        }
      }),
    ),
  managedText: () => '{}\n',
}

/** Trust in the hooks is recorded in `config.toml`. */
export const hookFile: HookFile = {
  name: 'hooks.json',
  folder: ({ configured, home }) => codexFolder(configured, home),
  others: (folder) => [join(folder, 'config.toml')],
  gate,
}
