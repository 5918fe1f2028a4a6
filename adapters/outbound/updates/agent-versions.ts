import * as TE from 'fp-ts/lib/TaskEither.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import type { VersionCollector } from '../../../application/updates/version-collector.port.js'
import type { AgentProgram, AgentPrograms } from '../../../domain/agents/agent-program.js'
import { agentComponent } from '../../../domain/updates/catalogue.js'
import { isOutdated, type UpdateItem } from '../../../domain/updates/update-item.js'
import { bareVersion, versionIn } from '../../../domain/updates/version.js'
import { printedBy } from './printed-by.js'

const NPM_TIMEOUT_MS = 30_000

/**
 * Versions of coding agents: installed ones as printed, latest ones from npm's registry by the user's npm. Agents that
 * the hub can update come first.
 */
export function agentVersions(runner: CommandRunner, agents: AgentPrograms): VersionCollector {
  const itemOf = async (agent: AgentProgram): Promise<UpdateItem | null> => {
    const { npmPackage, command } = agent.update
    const told = await printedBy(runner, [agent.binary, '--version'])
    if (told === null) return null
    const current = versionIn(told)
    const published =
      npmPackage === null ? null : await printedBy(runner, ['npm', 'view', npmPackage, 'version'], NPM_TIMEOUT_MS)
    const latest = published === null ? null : bareVersion(published)
    return {
      id: agentComponent(agent),
      category: 'cli',
      name: agent.name,
      current,
      latest,
      outdated: isOutdated(current, latest),
      source: 'cli',
      executable: command !== null,
      url: npmPackage === null ? null : `https://www.npmjs.com/package/${npmPackage}`,
    }
  }

  return {
    collect: TE.fromTask(async () => {
      const items = (await Promise.all(agents.map(itemOf))).filter((item) => item !== null)
      return items.sort((one, other) => Number(other.executable) - Number(one.executable))
    }),
  }
}
