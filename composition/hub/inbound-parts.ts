import type { Container } from 'inversify'
import { aboutRoutes } from '../../adapters/inbound/http/server/routes.js'
import type { HttpCaller } from '../../adapters/inbound/http/routing/access-control.js'
import type { Binding } from '../../adapters/inbound/http/routing/bind.js'
import type { EventStreams } from '../../adapters/inbound/http/events/event-streams.js'
import { eventRoutes } from '../../adapters/inbound/http/events/routes.js'
import { tokenRoutes } from '../../adapters/inbound/http/tokens/routes.js'
import { settingsRoutes } from '../../adapters/inbound/http/settings/routes.js'
import { sessionRoutes } from '../../adapters/inbound/http/sessions/routes.js'
import { filesEndpoint } from '../../adapters/inbound/ws/files.endpoint.js'
import { makeLiveLists } from '../../adapters/inbound/ws/live-lists.js'
import { notificationsEndpoint, openQuestions } from '../../adapters/inbound/ws/notifications.endpoint.js'
import { projectsEndpoint } from '../../adapters/inbound/ws/projects.endpoint.js'
import { terminalEndpoint } from '../../adapters/inbound/ws/terminal.endpoint.js'
import { makePublishSessions, type PublishSessions } from '../../application/overview/publish-sessions.js'
import { makeReadSnapshot, readAccounts, type ReadSnapshot } from '../../application/overview/read-snapshot.js'
import { makeReadWatchedParts } from '../../application/overview/read-watched-parts.js'
import { makeReadHubOverview, type ReadHubOverview } from '../../application/overview/read-hub-overview.js'
import { makeEventJournal, type EventJournal } from '../../application/shared/event-journal.js'
import type { HubEvent } from '../../domain/events/hub-event.js'
import type { Endpoint } from '../../infrastructure/ws/endpoint.js'
import { featureBindings, overviewBindings } from '../features/feature-bindings.js'
import type { Preview } from './open-preview.js'
import { TOKENS as T } from '../features/tokens.js'
import type { HubTools } from '../tools/tools.js'

/** Reads and events of several kinds of clients. */
interface SharedReads {
  readonly readHubOverview: ReadHubOverview
  readonly journal: EventJournal
  readonly publishSessions: PublishSessions
  readonly readSnapshot: ReadSnapshot
  /** Events of the questions that are open now. */
  readonly questions: () => Iterable<HubEvent>
}

export function sharedReads(
  container: Container,
  { clock, values, hubInstallation, accessTokens }: HubTools,
): SharedReads {
  const readHubOverview = makeReadHubOverview({
    version: hubInstallation.version,
    stateFaults: values.stateFaults,
    features: {
      preview: { enabled: values.previewHost !== null, host: values.previewHost },
      cfAccess: { enabled: accessTokens !== null },
      projectRoots: values.projectRoots,
      browseRoots: values.browseRoots,
      defaultProjectDir: values.defaultDirectory,
      home: values.home,
      sessionPrefix: values.prefix,
    },
    settings: container.get(T.settings),
    server: container.get(T.server),
    voice: container.get(T.voice),
    push: container.get(T.push),
    mata: container.get(T.mata),
  })
  const [feed, readSessionList] = [container.get(T.feed), container.get(T.readSessionList)]
  const journal = makeEventJournal(feed, values.bootMs)
  const publishSessions = makePublishSessions({ readSessionList, feed, clock })
  const readSnapshot = makeReadSnapshot({
    journal,
    publishSessions,
    readHubOverview,
    approvals: container.get(T.approvals),
    usage: container.get(T.usage),
    updates: container.get(T.updates),
    sessions: container.get(T.sessions),
  })
  const questions = (): Iterable<HubEvent> => openQuestions(container.get(T.approvals).desk.list)
  return { readHubOverview, journal, publishSessions, readSnapshot, questions }
}

/** Addresses and parts that routes tell of. */
interface Served {
  readonly streams: EventStreams
  readonly preview: Preview
  readonly killKeepsEntry: boolean
  readonly addresses: () => ReadonlyArray<string>
}

/** Routes below `/api`. */
export function bindingsOf(
  container: Container,
  { agents, values, hubInstallation: { version } }: HubTools,
  { readHubOverview, readSnapshot }: SharedReads,
  { streams, preview, killKeepsEntry, addresses }: Served,
): ReadonlyArray<Binding> {
  return [
    ...aboutRoutes({ version }),
    ...eventRoutes(streams),
    ...settingsRoutes(container.get(T.settings), readHubOverview),
    ...overviewBindings(container, values.home, { agents, readSnapshot }),
    ...featureBindings(container),
    ...preview.bindings,
    ...tokenRoutes(container.get(T.access), container.get(T.sessionDirectory), addresses),
    ...sessionRoutes({
      ...container.get(T.sessions),
      agents,
      readSessionList: container.get(T.readSessionList),
      createSession: container.get(T.board).createWorktreeSession,
      endSession: container.get(T.board).endWorktreeSession,
      killKeepsEntry,
    }),
  ]
}

/** Sockets of the hub. */
export function endpointsOf(
  container: Container,
  { clock, log }: HubTools,
  { journal, publishSessions, questions }: SharedReads,
): ReadonlyArray<Endpoint<HttpCaller>> {
  const { listBackgroundAgents } = container.get(T.backgroundAgents)
  const liveLists = makeLiveLists({
    publishSessions,
    readScreens: container.get(T.sessions).readScreens,
    readParts: makeReadWatchedParts({
      listBackgroundAgents,
      ...container.get(T.server),
      ...container.get(T.preview),
      ...container.get(T.recordings),
      ...container.get(T.webhooks),
      ...container.get(T.updates),
    }),
    ...container.get(T.conversations),
    readAccounts: readAccounts(container.get(T.usage)),
    clock,
  })
  return [
    terminalEndpoint({ ...container.get(T.terminal), permits: container.get(T.access).permits, log }),
    projectsEndpoint(container.get(T.projects).projectEvents),
    notificationsEndpoint({ journal, presence: container.get(T.attention).presence, questions, liveLists }),
    filesEndpoint({ ...container.get(T.files), log }),
  ]
}
