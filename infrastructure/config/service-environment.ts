import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { errorCode } from '../files/disk.js'
import type { Environment } from './child-environment.js'
import type { VariableTable } from './variable-table.js'

/** Process environment on top of a `.env` file, if there is one; existing variables take precedence. */
export async function withEnvFile(environment: Environment, path: string): Promise<Environment> {
  try {
    return { ...parseEnv(await readFile(path, 'utf8')), ...environment }
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return environment
    throw thrown
  }
}

/** Service managers start programs with a short `PATH` and without a locale. */
const SYSTEM = ['PATH', 'LANG', 'LC_CTYPE']

export interface ServiceEnvironment {
  readonly kept: Readonly<Record<string, string>>
  /** Secrets that are set and were left out; they belong into a `.env` file of mode 0600. */
  readonly leftOut: ReadonlyArray<string>
}

/**
 * Variables that a service needs to run the hub with the current configuration: those of the table and with the prefix.
 */
export function serviceEnvironment(table: VariableTable, prefix: string, environment: Environment): ServiceEnvironment {
  const rows = Object.values(table)
  const secrets = rows.filter(({ isSecret }) => isSecret).map(({ name }) => name)
  const carried = new Set([...rows.map(({ name }) => name), ...SYSTEM])
  const set = Object.entries(environment).flatMap(([name, value = '']) =>
    value !== '' && (carried.has(name) || name.startsWith(prefix)) ? [[name, value] as const] : [],
  )
  return {
    kept: Object.fromEntries(set.filter(([name]) => !secrets.includes(name))),
    leftOut: secrets.filter((secret) => set.some(([name]) => name === secret)),
  }
}
