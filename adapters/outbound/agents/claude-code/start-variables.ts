import { isJsonObject } from '../../../../domain/approvals/canonical-json.js'
import type { StartSurroundings } from '../../../../domain/hooks/installation.js'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'

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
export function startVariables({ settings, environment }: StartSurroundings): Readonly<Record<string, string>> {
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
