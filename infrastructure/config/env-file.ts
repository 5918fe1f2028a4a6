import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { errorCode } from '../files/disk.js'
import type { Environment } from './child-environment.js'

/** Process environment on top of a `.env` file, if there is one; existing variables take precedence. */
export async function withEnvFile(environment: Environment, path: string): Promise<Environment> {
  try {
    return { ...parseEnv(await readFile(path, 'utf8')), ...environment }
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return environment
    throw thrown
  }
}
