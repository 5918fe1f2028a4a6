import type { InstalledAgents } from '../../../application/agents/installed-agents.port.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import { versionIn } from '../../../domain/updates/version.js'
import { printedBy } from './printed-by.js'

/** Versions of coding CLIs as the programs print them. */
export const processInstalledAgents = (runner: CommandRunner): InstalledAgents => ({
  versions: (binaries) => async () => {
    const printed = await Promise.all(
      binaries.map(async (binary) => ({ binary, text: await printedBy(runner, [binary, '--version']) })),
    )
    return new Map(printed.flatMap(({ binary, text }) => (text === null ? [] : [[binary, versionIn(text)]])))
  },
})
