import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { AgentCli, AgentGate } from '../../../../application/agents/agent-cli.port.js'
import { hasFlag } from '../../../../domain/agents/command-line.js'
import { isJsonObject } from '../../../../domain/approvals/canonical-json.js'
import type {
  StartSurroundings,
  HookTargets,
  Installation,
  UnreadableSettings,
} from '../../../../domain/hooks/installation.js'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import type { HookFile } from '../agent-entry.js'
import { recordOf } from '../row-values.js'
import { settingsFolder } from './folders.js'
import { weaknessesIn } from './gate-weaknesses.js'
import { managedSettings } from './managed-settings.js'
import { findHooks, withHooks, withoutHooks, type WantedHooks } from './settings-text.js'
import { startsAgent } from './subcommands.js'
import { managedSettingsText, strictStartSettings, wantedHooks } from './wanted-hooks.js'

/** Variables that switch hooks off; a strict session has none of them (2.1.197; 2.1.332 ignores them in settings of a project). */
const SWITCHES = ['CLAUDE_CODE_RESTRICTED', 'CLAUDE_CODE_SAFE_MODE', 'CLAUDE_CODE_SIMPLE']

/**
 * Variables that change the program which a hook or an allowed call runs, and that count as unset while they are empty: for the CLI
 * (2.1.197, 2.1.332), the loader of glibc and musl, bash, OpenSSL and Node. `LD_TRACE_LOADED_OBJECTS` counts even when it is empty.
 */
const OF_PROGRAMS = [
  'BASH_ENV',
  'CLAUDE_CODE_SHELL',
  'CLAUDE_CODE_SHELL_PREFIX',
  'ENV',
  'GLIBC_TUNABLES',
  'LD_AUDIT',
  'LD_DEBUG',
  'LD_LIBRARY_PATH',
  'LD_PRELOAD',
  'NODE_OPTIONS',
  'OPENSSL_CONF',
]

/** Values that these variables have in a session without settings of its project, for settings that take precedence over those. */
function startVariables({ settings, environment }: StartSurroundings): Readonly<Record<string, string>> {
  const own = parseJson(settings ?? '{}')
  const env = isJsonObject(own) && isJsonObject(own['env']) ? own['env'] : {}
  const valueOf = (name: string): string => {
    const value = Object.hasOwn(env, name) ? env[name] : environment[name]
    return typeof value === 'string' ? value : ''
  }
  return Object.fromEntries([
    ...SWITCHES.map((name) => [name, '']),
    ...OF_PROGRAMS.map((name) => [name, valueOf(name)]),
  ]) as Readonly<Record<string, string>>
}

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
  return JSON.stringify(entries).includes('"type":"http"') ? 'ask' : 'strict'
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
