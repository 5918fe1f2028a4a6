import { CONFIG_VARIABLES } from './environment-codec.js'
import type { Environment } from './child-environment.js'

/** A service definition can be read by others. */
const SECRETS: ReadonlyArray<string> = ['AUTH_TOKEN', 'VAPID_PRIVATE_KEY']

/** Service managers start programs with a short `PATH` and without a locale. */
const SYSTEM = ['PATH', 'LANG', 'LC_CTYPE']

/** Every variable that configures the hub, less its secrets. */
const CARRIED: ReadonlyArray<string> = [...CONFIG_VARIABLES.filter((name) => !SECRETS.includes(name)), ...SYSTEM]

export interface ServiceEnvironment {
  readonly kept: Readonly<Record<string, string>>
  /** Secrets that are set and were left out: they belong into a `.env` file of mode 0600. */
  readonly leftOut: ReadonlyArray<string>
}

/** What of the present environment a service needs to run the hub as it would run from here. */
export function serviceEnvironment(environment: Environment): ServiceEnvironment {
  const kept: Record<string, string> = {}
  for (const name of CARRIED) {
    const value = environment[name]
    if (value !== undefined && value !== '') kept[name] = value
  }
  return { kept, leftOut: SECRETS.filter((name) => (environment[name] ?? '') !== '') }
}
