import type { Container } from 'inversify'
import { approvalRoutes } from '../../adapters/inbound/http/approvals/routes.js'
import { backgroundAgentRoutes } from '../../adapters/inbound/http/background-agents/routes.js'
import { finishRoutes, boardRoutes } from '../../adapters/inbound/http/board/routes.js'
import { conversationRoutes } from '../../adapters/inbound/http/conversations/routes.js'
import { browseRoutes, fileRoutes, sessionFileRoutes } from '../../adapters/inbound/http/files/routes.js'
import { hookRoutes } from '../../adapters/inbound/http/hooks/routes.js'
import { mataRoutes } from '../../adapters/inbound/http/mata/routes.js'
import { overviewRoutes, type OverviewRouteArgs } from '../../adapters/inbound/http/overview/routes.js'
import { projectRoutes } from '../../adapters/inbound/http/projects/routes.js'
import { promptRoutes } from '../../adapters/inbound/http/prompts/routes.js'
import { pushRoutes } from '../../adapters/inbound/http/push/routes.js'
import { recordingRoutes } from '../../adapters/inbound/http/recordings/routes.js'
import { repoRoutes } from '../../adapters/inbound/http/repo/routes.js'
import type { Binding } from '../../adapters/inbound/http/routing/bind.js'
import { serverRoutes, setupRoutes } from '../../adapters/inbound/http/server/routes.js'
import { timelineRoutes } from '../../adapters/inbound/http/timeline/routes.js'
import { updateRoutes } from '../../adapters/inbound/http/updates/routes.js'
import { budgetRoutes, usageRoutes, limitRoutes, resumeRoutes } from '../../adapters/inbound/http/usage/routes.js'
import { voiceRoutes } from '../../adapters/inbound/http/voice/routes.js'
import { webhookRoutes } from '../../adapters/inbound/http/webhooks/routes.js'
import { makeListStartFolders } from '../../application/overview/list-start-folders.js'
import { makeAnswerStop } from '../../application/overview/answer-stop.js'
import { makeListStops } from '../../application/overview/list-stops.js'
import { TOKENS as T } from './tokens.js'

/** The routes of every feature that needs nothing but what is bound. */
export function featureBindings(container: Container): ReadonlyArray<Binding> {
  const { agents, answerSigner, clock } = container.get(T.tools)
  const { answerWhenRunning } = container.get(T.sessions)
  return [
    ...hookRoutes({
      agents,
      attention: container.get(T.attention),
      approvals: container.get(T.approvals),
      directory: container.get(T.sessionDirectory),
      sessions: container.get(T.sessions),
      answerSigner,
      ...container.get(T.prompts),
    }),
    ...approvalRoutes(container.get(T.approvals)),
    ...projectRoutes(container.get(T.projects)),
    ...pushRoutes({
      push: container.get(T.push),
      attention: container.get(T.attention),
      clock,
    }),
    ...promptRoutes(container.get(T.prompts)),
    ...conversationRoutes(container.get(T.conversations)),
    ...timelineRoutes(container.get(T.timeline)),
    ...recordingRoutes(container.get(T.recordings)),
    ...voiceRoutes(container.get(T.voice)),
    ...backgroundAgentRoutes(container.get(T.backgroundAgents), answerWhenRunning),
    ...mataRoutes(container.get(T.mata)),
    ...boardRoutes(container.get(T.board), answerWhenRunning),
    ...finishRoutes(container.get(T.board)),
    ...limitRoutes(container.get(T.usage)),
    ...budgetRoutes(container.get(T.usage)),
    ...resumeRoutes(container.get(T.usage)),
    ...usageRoutes(container.get(T.usage)),
    ...fileRoutes(container.get(T.files), container.get(T.repo)),
    ...sessionFileRoutes(container.get(T.files)),
    ...browseRoutes(container.get(T.files)),
    ...repoRoutes(container.get(T.repo)),
    ...webhookRoutes(container.get(T.webhooks)),
    ...updateRoutes(container.get(T.updates)),
    ...serverRoutes(container.get(T.server)),
    ...setupRoutes(container.get(T.server), container.get(T.hooks)),
  ]
}

/** Routes whose answers join several features. `home` is the home folder of the user that sessions run as. */
export function overviewBindings(
  container: Container,
  home: string,
  args: Pick<OverviewRouteArgs, 'agents' | 'readSnapshot'>,
): ReadonlyArray<Binding> {
  const [projects, sessions, files] = [container.get(T.projects), container.get(T.sessions), container.get(T.files)]
  const listStartFolders = makeListStartFolders({ projects, sessions, files, home })
  const listStops = makeListStops({
    ...{ agents: args.agents, sessions },
    readSessionList: container.get(T.readSessionList),
    approvals: container.get(T.approvals),
    prompts: container.get(T.prompts),
    recordings: container.get(T.recordings),
  })
  const { agents, sessionHost: host, clock, audit } = container.get(T.tools)
  const answerStop = makeAnswerStop({ agents, host, clock, audit, withLock: container.get(T.withLock), listStops })
  return overviewRoutes({ ...args, listStartFolders, listStops, answerStop, board: container.get(T.board), projects })
}
