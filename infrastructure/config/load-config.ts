import * as E from 'fp-ts/lib/Either.js'
import { errorText } from '../files/disk.js'
import type { Environment } from './child-environment.js'
import { readConfig, type Config, type ConfigFault } from './config.js'
import { withEnvFile } from './env-file.js'

export interface WhereToLook {
  readonly environment: Environment
  /** Absolute; need not exist. */
  readonly envFile: string
  readonly home: string
  readonly platform: NodeJS.Platform
}

/** The configuration of this process: the environment, then the `.env` file for what is not set there. */
export async function loadConfig(where: WhereToLook): Promise<E.Either<ReadonlyArray<ConfigFault>, Config>> {
  try {
    const environment = await withEnvFile(where.environment, where.envFile)
    return readConfig(environment, where.home, where.platform)
  } catch (thrown) {
    const problem = `cannot be read: ${errorText(thrown)}; make it readable or move it away`
    return E.left([{ variable: where.envFile, problem }])
  }
}
