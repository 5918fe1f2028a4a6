import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import type { ProgramDeps } from '../../adapters/inbound/cli/context.js'
import { EXIT } from '../../adapters/inbound/cli/exit-codes.js'
import { fileProfiles } from '../../adapters/inbound/cli/hub/profiles.js'
import { runProgram } from '../../adapters/inbound/cli/program.js'
import { HOOK_CLIS } from '../../adapters/outbound/agents/agents.js'
import { nodeDisk } from '../../infrastructure/files/disk.js'
import { guarded } from '../../infrastructure/guard/guard.js'
import { readVersion } from '../package-files.js'
import { browse, configFolder, inputFiles, lostOutput, processTerminal, readerOf } from './shell.js'
import { startAgent } from './start-agent.js'
import { stderrLog } from '../tools/stderr-log.js'
import { VARIABLES } from '../config/variables.js'

const stopAsked = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(
        signal,
        guarded('stop', () => resolve()),
      )
    }
  })

/** Runs the program with the arguments of this process and ends it. `started` is called once a hub is running in it. */
export async function run({ started }: { readonly started: () => void }): Promise<never> {
  const version = await readVersion()

  const log = stderrLog()

  // The reader has ended, as in `penates serve | head`; an `error` event without a listener would end the hub.
  const readerGone = readerOf(process.stdout)
  readerOf(process.stderr)

  const open: ProgramDeps['open'] = async () => {
    const { loadConfig } = await import('../config/environment.js')
    const { installationOf } = await import('./installation.js')
    const config = await loadConfig()
    const program = await realpath(process.argv[1] ?? fileURLToPath(import.meta.url))
    return E.map((found: Parameters<typeof installationOf>[0]) => installationOf(found, { program, log, started }))(
      config,
    )
  }

  const deps: ProgramDeps = {
    out: (text) => process.stdout.write(text),
    err: (text) => {
      log.flush() // log lines about the problem come first
      process.stderr.write(text)
    },
    version,
    hookClis: HOOK_CLIS,
    variables: Object.values(VARIABLES),
    open,
    stopAsked,
    isOutTerminal: process.stdout.isTTY,
    environment: process.env,
    profiles: fileProfiles(nodeDisk, join(configFolder(process.env), 'profiles.json')),
    files: inputFiles,
    terminal: processTerminal,
    startAgent,
    readerGone,
    streams: { input: process.stdin, output: process.stdout },
    now: Date.now,
    browse,
  }

  const code = await runProgram(process.argv.slice(2), deps)
  const lost = await lostOutput(readerGone)
  if (lost !== null) deps.err(`penates: the output could not be written: ${lost}\n`)
  process.exit(lost === null ? code : EXIT.failed)
}
