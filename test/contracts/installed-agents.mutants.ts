import type { InstalledAgents } from '../../application/agents/installed-agents.port.js'
import type { InstalledAgentsHarness } from './installed-agents.contract.js'
import { breaking, type Mutants } from './mutants.js'

type Versions = ReadonlyMap<string, string | null>

const broken = breaking<InstalledAgentsHarness, 'agents'>('agents')
const answering = (change: (found: Versions, binaries: ReadonlyArray<string>) => Versions) =>
  broken(({ versions }) => ({ versions: (binaries) => async () => change(await versions(binaries)(), binaries) }))

/** Broken readers of installed coding CLIs. */
export const installedAgentsMutants: Mutants<InstalledAgentsHarness> = {
  'returns the version of each installed program': {
    'returns nothing': answering(() => new Map()),
    'returns the first program alone': answering((found) => new Map([...found].slice(0, 1))),
    'drops the version': answering((found) => new Map([...found].map(([binary]) => [binary, null]))),
  },
  'returns null for a program that prints no version': {
    'leaves out a program without a version': answering(
      (found) => new Map([...found].filter(([, version]) => version !== null)),
    ),
  },
  'leaves out programs that are missing or were not requested': {
    'returns missing programs without a version': answering(
      (found, binaries) => new Map(binaries.map((binary) => [binary, found.get(binary) ?? null])),
    ),
  },
  'looks again with each call': {
    'looks once': broken(({ versions }) => {
      let first: ReturnType<InstalledAgents['versions']> | null = null
      let answer: Promise<Versions> | null = null
      return {
        versions: (binaries) => () => {
          first ??= versions(binaries)
          return (answer ??= first())
        },
      }
    }),
  },
}
