import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { BackgroundAgent, BackgroundAgentId } from '../../domain/background-agents/background-agent.js'
import { backgroundAgentNotFound, type BackgroundAgentNotFound } from '../../domain/background-agents/errors.js'
import type { CreateSessionError } from '../sessions/create-session.js'
import type { Running } from '../sessions/answer-when-running.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import { lockKey } from '../shared/keyed-lock.js'
import type { BackgroundAgentsSteps } from './ports.js'

export type OpenBackgroundAgentError = BackgroundAgentNotFound | CreateSessionError | Unavailable
/** Returns the name of the session that shows the agent. */
export type OpenBackgroundAgent = (
  id: BackgroundAgentId,
  caller: Caller,
  running?: Running,
) => TE.TaskEither<OpenBackgroundAgentError, string>

/** Starts a session in the agent's folder that is attached to the agent, unless one is attached already. */
export function makeOpenBackgroundAgent(
  deps: Pick<BackgroundAgentsSteps, 'readBackgroundAgents' | 'host' | 'createSession' | 'withLock'>,
): OpenBackgroundAgent {
  const { readBackgroundAgents, host, createSession, withLock } = deps

  return (id, caller, running) =>
    withLock([lockKey('background agent', id)], async () => {
      readBackgroundAgents.refresh()
      const listed = await readBackgroundAgents.list()
      if (E.isLeft(listed)) return listed
      const agent = listed.right.agents.find((one) => one.id === id)
      if (agent === undefined) return E.left(backgroundAgentNotFound(id))
      const live = await host.list()
      if (E.isLeft(live)) return live
      const attached = live.right.find(({ startCommand }) => startCommand === agent.attachCommand)
      if (attached !== undefined) return E.right(attached.name)
      const { folder, attachCommand: command } = agent
      const request = { name: proposedName(agent), directory: folder ?? '', command }
      const started = await createSession(request, caller, running)()
      return E.isLeft(started) ? started : E.right(started.right.name)
    })
}

/** Maximum numbers of characters of folder and id; both and the prefix fit into the name of a session. */
const FOLDER_LENGTH = 24
const ID_LENGTH = 24

/** Name of the folder, and id of the agent: `web-shop-3f2a91bc`. */
function proposedName({ folder, id }: BackgroundAgent): string {
  const base = (folder ?? '').split('/').at(-1) ?? ''
  const words = base.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, FOLDER_LENGTH)
  return `${words.replaceAll(/^-|-$/g, '') || 'background'}-${id.slice(0, ID_LENGTH)}`
}
