import type { AgentServersHarness } from './agent-servers.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<AgentServersHarness, 'servers'>('servers')

/** Broken sources of servers of coding CLIs. */
export const agentServersMutants: Mutants<AgentServersHarness> = {
  'finds the servers that no terminal uses, by the sessions that started them': {
    'finds none': broken(() => ({ idle: () => Promise.resolve([]) })),
    'finds the first alone': broken(({ idle }) => ({ idle: async () => (await idle()).slice(0, 1) })),
    'names all by one key': broken(({ idle }) => ({
      idle: async () => (await idle()).map((server) => ({ ...server, key: 'one' })),
    })),
  },
  'ends the one that is meant': {
    'ends none': broken(() => ({ end: () => () => Promise.resolve() })),
    'ends all': broken(({ idle, end }) => ({
      end: () => async () => {
        for (const server of await idle()) await end(server)()
      },
    })),
  },
}
