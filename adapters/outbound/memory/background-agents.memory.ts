import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { BackgroundAgents } from '../../../application/background-agents/background-agents.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { BackgroundAgent, BackgroundAgentId } from '../../../domain/background-agents/background-agent.js'
import { backgroundAgentNotFound, backgroundAgentRemains } from '../../../domain/background-agents/errors.js'

/** Background agents in memory. */
export interface MemoryBackgroundAgents extends BackgroundAgents {
  readonly controls: {
    /** Starts an agent; `given` replaces its usual values. */
    readonly start: (id: string, given?: Partial<BackgroundAgent>) => void
    /** Changes what is listed of an agent. */
    readonly change: (id: string, changes: Partial<BackgroundAgent>) => void
    /** The agent ends by itself. */
    readonly end: (id: string) => void
    /** A process of the agent outlives its stop. Returns its process id. */
    readonly leaveProcess: (id: string) => number
    /** True while a process of this id runs. */
    readonly runs: (pid: number) => boolean
    /** Adds an entry that cannot be read. */
    readonly addUnreadable: () => void
    /** Makes every later call fail. */
    readonly breakDown: () => void
    readonly reads: () => number
  }
}

/** No agent at first. Ids are not checked. */
export function memoryBackgroundAgents(): MemoryBackgroundAgents {
  const agents = new Map<string, BackgroundAgent>()
  const remaining = new Map<string, number>()
  let [lastPid, unreadable, reads, isBroken] = [4_000, 0, 0, false]
  const whenWell = <Failure, A>(act: () => E.Either<Failure, A>): TE.TaskEither<Failure | Unavailable, A> =>
    TE.fromIOEither((): E.Either<Failure | Unavailable, A> =>
      isBroken ? E.left(unavailable('background agents', 'the list cannot be read')) : act(),
    )
  const nextPid = (): number => (lastPid += 1)

  return {
    list: whenWell(() => {
      reads += 1
      return E.right({ agents: [...agents.values()], skipped: unreadable })
    }),
    stop: (id) =>
      whenWell(() => {
        if (!agents.delete(id)) return E.left(backgroundAgentNotFound(id))
        const left = remaining.get(id)
        return left === undefined ? E.right(undefined) : E.left(backgroundAgentRemains(id, [left]))
      }),
    controls: {
      start: (id, given = {}) => {
        agents.set(id, {
          id: id as BackgroundAgentId,
          name: 'fix the build',
          folder: '/work/shop',
          state: 'working',
          waitingFor: null,
          startedAt: 1_772_352_000_000,
          pid: nextPid(),
          attachCommand: `claude attach ${id}`,
          ...given,
        })
      },
      change: (id, changes) => {
        const agent = agents.get(id)
        if (agent !== undefined) agents.set(id, { ...agent, ...changes })
      },
      end: (id) => void agents.delete(id),
      leaveProcess: (id) => {
        const pid = nextPid()
        remaining.set(id, pid)
        return pid
      },
      runs: (pid) => [...agents.values()].some((agent) => agent.pid === pid) || [...remaining.values()].includes(pid),
      addUnreadable: () => {
        unreadable += 1
      },
      breakDown: () => {
        isBroken = true
      },
      reads: () => reads,
    },
  }
}
