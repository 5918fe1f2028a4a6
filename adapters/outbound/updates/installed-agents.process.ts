import * as E from 'fp-ts/lib/Either.js'
import type { InstalledAgent, InstalledAgents } from '../../../application/agents/installed-agents.port.js'
import { TIMED_OUT, type CommandRunner } from '../../../application/shared/command-runner.port.js'
import { versionIn } from '../../../domain/updates/version.js'
import { PRINT_TIMEOUT_MS } from './version-collectors.js'

const SILENT: InstalledAgent = { version: null, hasAnswered: false }

/** Versions of coding CLIs as the programs print them. */
export function processInstalledAgents(runner: CommandRunner): InstalledAgents {
  const find = async (binary: string): Promise<InstalledAgent | null> => {
    const ran = await runner.run([binary, '--version'], { timeoutMs: PRINT_TIMEOUT_MS })()
    if (E.isLeft(ran)) return ran.left.detail === TIMED_OUT ? SILENT : null
    return ran.right.exitCode === 0 ? { version: versionIn(ran.right.stdout), hasAnswered: true } : null
  }

  return {
    find: (binaries) => async () => {
      const found = await Promise.all(binaries.map(async (binary) => [binary, await find(binary)] as const))
      return new Map(found.flatMap(([binary, agent]) => (agent === null ? [] : [[binary, agent]])))
    },
  }
}
