import type { InstalledAgent, InstalledAgents } from '../../application/agents/installed-agents.port.js'
import type { InstalledAgentsHarness } from './installed-agents.contract.js'
import { breaking, type Mutants } from './mutants.js'

type Found = ReadonlyMap<string, InstalledAgent>

const broken = breaking<InstalledAgentsHarness, 'agents'>('agents')
const answering = (change: (found: Found, binaries: ReadonlyArray<string>) => Found) =>
  broken(({ find }) => ({ find: (binaries) => async () => change(await find(binaries)(), binaries) }))
const UNPRINTED: InstalledAgent = { version: null, hasAnswered: true }

/** Broken readers of installed coding CLIs. */
export const installedAgentsMutants: Mutants<InstalledAgentsHarness> = {
  'returns the version of each installed program': {
    'returns nothing': answering(() => new Map()),
    'returns the first program alone': answering((found) => new Map([...found].slice(0, 1))),
    'drops the version': answering((found) => new Map([...found].map(([binary]) => [binary, UNPRINTED]))),
  },
  'returns null for a program that prints no version': {
    'leaves out a program without a version': answering(
      (found) => new Map([...found].filter(([, { version }]) => version !== null)),
    ),
  },
  'returns a program that does not answer in time as installed': {
    'leaves out a program that does not answer': answering(
      (found) => new Map([...found].filter(([, { hasAnswered }]) => hasAnswered)),
    ),
    'takes every program for one that answered': answering(
      (found) => new Map([...found].map(([binary, { version }]) => [binary, { version, hasAnswered: true }])),
    ),
  },
  'leaves out programs that are missing or were not requested': {
    'returns missing programs without a version': answering(
      (found, binaries) => new Map(binaries.map((binary) => [binary, found.get(binary) ?? UNPRINTED])),
    ),
  },
  'looks again with each call': {
    'looks once': broken(({ find }) => {
      let first: ReturnType<InstalledAgents['find']> | null = null
      let answer: Promise<Found> | null = null
      return {
        find: (binaries) => () => {
          first ??= find(binaries)
          return (answer ??= first())
        },
      }
    }),
  },
}
