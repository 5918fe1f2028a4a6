import { join } from 'node:path'
import type { ContainerModuleLoadOptions } from 'inversify'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { fileOwnPrices, PRICES_FILE } from '../adapters/outbound/prices-file/own-prices.file.js'
import type { CommandRunner } from '../application/shared/command-runner.port.js'
import type { UsageLogs } from '../application/usage/usage-logs.port.js'
import { reportOf } from '../domain/usage/report-of.js'
import type { Config } from '../infrastructure/config/config.js'
import { nodeDisk } from '../infrastructure/files/disk.js'
import { openLimits } from './open-limits.js'
import { provideValue } from './provide.js'
import { TOKENS as T } from './tokens.js'

/** The ports of usage, its prices and limits on real tools. */
export interface OpenUsage {
  readonly bind: (options: ContainerModuleLoadOptions) => void
  /** Answers once everything that was asked for until now is on disk, or has failed. */
  readonly settled: () => Promise<void>
}

export function openUsage(config: Config, runner: CommandRunner): OpenUsage {
  const limits = openLimits(config, runner)
  return {
    bind: (options) => {
      limits.bind(options)
      provideValue(options, T.usageLogs, NO_LOGS)
      provideValue(options, T.ownPrices, fileOwnPrices(nodeDisk, join(config.stateFolder, PRICES_FILE)))
    },
    settled: limits.settled,
  }
}

/** Where no agent writes logs. */
const NO_LOGS: UsageLogs = {
  report: (question) => TE.right(reportOf([], question)),
  reportSoFar: (question) => TE.right(reportOf([], question)),
  progress: () => ({ state: 'ready', filesRead: 0, files: 0, bytesRead: 0, bytes: 0 }),
  onProgress: () => () => undefined,
}
