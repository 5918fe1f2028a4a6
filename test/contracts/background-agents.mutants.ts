import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable, type Unavailable } from '../../application/shared/errors.js'
import type { BackgroundAgent, BackgroundAgentsFound } from '../../domain/background-agents/background-agent.js'
import type { BackgroundAgentsHarness } from './background-agents.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<BackgroundAgentsHarness, 'backgroundAgents'>('backgroundAgents')

const changed = (change: (agents: ReadonlyArray<BackgroundAgent>) => ReadonlyArray<BackgroundAgent>) =>
  broken(({ list }) => ({
    list: pipe(
      list,
      TE.map((found) => ({ ...found, agents: change(found.agents) })),
    ),
  }))

/** Broken lists of background agents. */
export const backgroundAgentsMutants: Mutants<BackgroundAgentsHarness> = {
  'lists no agent until one is started': {
    'fails without agents': broken(({ list }) => ({
      list: pipe(
        list,
        TE.flatMap((found) =>
          found.agents.length === 0 ? TE.left(unavailable('background agents', 'none')) : TE.right(found),
        ),
      ),
    })),
  },
  'lists agents with folder, name, state and command line, oldest first': {
    'lists the newest first': changed((agents) => agents.toReversed()),
    'reports every agent as working': changed((agents) => agents.map((agent) => ({ ...agent, state: 'working' }))),
    'drops the folder': changed((agents) => agents.map((agent) => ({ ...agent, folder: null }))),
  },
  'counts entries that cannot be read': {
    'counts none': broken(({ list }) => ({
      list: pipe(
        list,
        TE.map((found) => ({ ...found, skipped: 0 })),
      ),
    })),
  },
  'stops an agent with its process, and no other': {
    'stops nothing': broken(() => ({ stop: () => TE.right(undefined) })),
    'stops every agent': broken(({ list, stop }) => ({
      stop: () => async () => {
        const found = await list()
        if (E.isRight(found)) for (const { id } of found.right.agents) await stop(id)()
        return E.right(undefined)
      },
    })),
  },
  'names the processes that outlive a stop': {
    'does not look for them': broken(({ stop }) => ({
      stop: (id) =>
        pipe(
          stop(id),
          TE.orElse((error) => (error._tag === 'BackgroundAgentRemains' ? TE.right(undefined) : TE.left(error))),
        ),
    })),
  },
  'fails with BackgroundAgentNotFound for an agent that was stopped, has ended or never was': {
    'stops an agent that has ended': broken(({ stop }) => ({
      stop: (id) =>
        pipe(
          stop(id),
          TE.orElse((error) => (error._tag === 'BackgroundAgentNotFound' ? TE.right(undefined) : TE.left(error))),
        ),
    })),
  },
  'fails with Unavailable when its tool fails, and stops nothing': {
    'lists none in place of a failure': broken(({ list }) => ({
      list: pipe(
        list,
        TE.orElse(() => TE.right<Unavailable, BackgroundAgentsFound>({ agents: [], skipped: 0 })),
      ),
    })),
  },
}
