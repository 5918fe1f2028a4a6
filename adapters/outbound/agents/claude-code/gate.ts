import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { AgentCli, AgentGate } from '../../../../application/agents/agent-cli.port.js'
import { hasFlag } from '../../../../domain/agents/command-line.js'
import type { HookTargets, Installation, UnreadableSettings } from '../../../../domain/hooks/installation.js'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import type { HookFile } from '../agent-entry.js'
import { recordOf } from '../row-values.js'
import { settingsFolder } from './folders.js'
import { managedSettings } from './managed-settings.js'
import { startVariables } from './start-variables.js'
import { startsAgent } from './subcommands.js'
import { weaknessesIn } from './gate-weaknesses.js'
import { findHooks, withHooks, withoutHooks, type WantedHooks } from './settings-text.js'
import { managedSettingsText, strictStartSettings, wantedHooks } from './wanted-hooks.js'

export const gate: AgentGate = {
  weaknessesIn,
  withHooks: (text, places, kind) => withHooks(text, wantedHooks(places, kind)),
  withoutHooks,
  installationIn,
  managedText: managedSettingsText,
}

export const hookFile: HookFile = {
  name: 'settings.json',
  folder: ({ configured, home }) => settingsFolder(configured, home),
  others: () => managedSettings(),
  gate,
}

/** Settings on the command line beat those of the project; a second `--settings` replaces the first. */
export const strictFlags: AgentCli['strictFlags'] = (places, args, surroundings) =>
  hasFlag(args, '--settings') || !startsAgent(args)
    ? []
    : ['--settings', JSON.stringify(strictStartSettings(places, startVariables(surroundings)))]

/** Compares the hooks in a settings text with those that would be installed now. */
function installationIn(text: string, places: HookTargets): E.Either<UnreadableSettings, Installation> {
  return pipe(
    findHooks(text),
    E.map(({ entries, statusLine }): Installation => {
      const kind = gateOf(entries['PreToolUse'])
      const isCurrent = same(entries, wantedHooks(places, kind ?? 'ask').entries)
      const state = Object.keys(entries).length === 0 ? 'none' : isCurrent ? 'current' : 'outdated'
      return {
        state,
        gate: kind,
        statusLine,
        obstacles: obstaclesIn(recordOf(parseJson(text))),
      }
    }),
  )
}

const gateOf = (entries: ReadonlyArray<unknown> | undefined): Installation['gate'] => {
  if (entries === undefined) return null
  return JSON.stringify(entries).includes('"type":"command"') ? 'strict' : 'ask'
}

const same = (found: Readonly<Record<string, ReadonlyArray<unknown>>>, wanted: WantedHooks['entries']): boolean => {
  const events = new Set([...Object.keys(found), ...Object.keys(wanted)])
  return [...events].every((event) => JSON.stringify(found[event]) === JSON.stringify([wanted[event]]))
}

/** Claude Code settings that block hooks (2.1.197). */
function obstaclesIn(settings: Readonly<Record<string, unknown>>): ReadonlyArray<string> {
  const { disableAllHooks, allowedHttpHookUrls, httpHookAllowedEnvVars } = settings
  const names: unknown = httpHookAllowedEnvVars
  const lacksNames =
    Array.isArray(names) && !(['PENATES_TOKEN', 'PENATES_SESSION'] as unknown[]).every((name) => names.includes(name))
  return [
    ...(disableAllHooks === true ? ['"disableAllHooks" is true: no hook runs.'] : []),
    ...(Array.isArray(allowedHttpHookUrls) ? ['"allowedHttpHookUrls" has to allow the address of the hub.'] : []),
    ...(lacksNames ? ['"httpHookAllowedEnvVars" has to name PENATES_TOKEN and PENATES_SESSION.'] : []),
  ]
}
