import type { AddressInfo } from 'node:net'
import { Container, ContainerModule } from 'inversify'
import { aboutRoutes } from '../adapters/inbound/http/server/about.routes.js'
import { readArrivalBehind } from '../adapters/inbound/http/routing/arrival.js'
import { makeGate } from '../adapters/inbound/http/routing/gate.js'
import { hubApi } from '../adapters/inbound/http/hub-api.js'
import { metrics, METRICS_PATH } from '../adapters/inbound/http/server/metrics.js'
import { settingsRoutes } from '../adapters/inbound/http/settings/routes.js'
import { StatusJson } from '../adapters/inbound/http/settings/api.js'
import { sessionRoutes } from '../adapters/inbound/http/sessions/routes.js'
import { previewFrames } from '../adapters/inbound/preview/preview-origin.js'
import { admitUpgrade } from '../adapters/inbound/ws/admit-upgrade.js'
import { filesEndpoint } from '../adapters/inbound/ws/files.endpoint.js'
import { notificationsEndpoint, openQuestions } from '../adapters/inbound/ws/notifications.endpoint.js'
import { projectsEndpoint } from '../adapters/inbound/ws/projects.endpoint.js'
import { terminalEndpoint } from '../adapters/inbound/ws/terminal.endpoint.js'
import { makeReadHubOverview, type ConfiguredFeatures } from '../application/overview/read-hub-overview.js'
import { makeBootHub } from '../application/server/boot-hub.js'
import type { StateFault } from '../application/shared/state-fault.js'
import { hostRules } from '../domain/access/hosts.js'
import { httpApp, type RequestListener } from '../infrastructure/http/app.js'
import { securityHeaders } from '../infrastructure/http/security-headers.js'
import { staticFiles } from '../infrastructure/http/static-files.js'
import { addressRanges } from '../infrastructure/net/address-ranges.js'
import { UNAUTHORIZED } from '../infrastructure/ws/close-codes.js'
import { makeUpgradeDispatcher, type UpgradeDispatcher } from '../infrastructure/ws/upgrade-dispatcher.js'
import { startJobs } from './jobs.js'
import { followFaults, stackOf } from './follow-faults.js'
import { featureBindings } from './feature-bindings.js'
import { listening, serverOf, type ServerTls } from './listen.js'
import { featuresModule } from './features.js'
import { openPreview, type Preview } from './open-preview.js'
import { provideValue } from './provide.js'
import { requestSpans } from './open-tracer.js'
import { TOKENS as T } from './tokens.js'

export { TOKENS } from './tokens.js'
export { provide, provideValue } from './provide.js'
export type { Token } from './token.js'
export type { HubValues } from './tokens.js'

export interface ServerOptions {
  /** Address to listen on. */
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Host names, some with a port, under which the hub is reached besides the loopback names and `host`. */
  readonly publicHosts: ReadonlyArray<string>
  /** Addresses and ranges of reverse proxies whose `X-Forwarded-*` is believed; none when left out. */
  readonly trustedProxies?: ReadonlyArray<string>
  /** Speaks TLS with this pair; plain HTTP when left out. */
  readonly tls?: ServerTls
  /** Folder of the web client. */
  readonly webRoot: string
  /** True for the hub's own client, which runs under a policy without inline script. */
  readonly isOwnClient: boolean
  /** A plain DELETE of a session leaves its entry dormant; by default where the client is not ours. */
  readonly killKeepsEntry?: boolean
  readonly version: string
  readonly features: ConfiguredFeatures
  /** `X-Penates-Boot`: must grow with every start. When the server was put together, if left out. */
  readonly bootMs?: number
  /** Faults of the state files, for the client. */
  readonly stateFaults: ReadonlyArray<StateFault>
}

/** A hub that is put together but does nothing yet. */
export interface HubServer {
  /** Listens, and goes on to revive sessions. Answers with where; rejects when the address cannot be had. */
  readonly start: () => Promise<AddressInfo>
  /** Notifies clients, ends terminals (sessions live on) and closes what the tools module opened. Within 5 s. */
  readonly stop: () => Promise<void>
}

/** Below `/assets/` the client's build names files by their content. */
const HASHED_BELOW = '/assets/'

/** Puts the hub together. `tools` binds every port, and so decides whether it runs on real tools or on fakes. */
export function createServer(tools: ContainerModule, options: ServerOptions): HubServer {
  const container = new Container()
  /** Port of the server. Updated once it listens. */
  const own = { port: options.port }
  const place = new ContainerModule((given) => {
    provideValue(given, T.previewHost, options.features.preview.host)
    provideValue(given, T.ownPort, () => own.port)
  })
  container.load(tools, place, featuresModule)

  const log = container.get(T.log)
  const stopFollowingFaults = followFaults(log)
  const { http, headers, sockets, preview } = inbound(container, options)
  /** Ends what runs in the background. */
  const stops: (() => void)[] = []
  const { server, stopFollowing } = serverOf(http, headers, options.tls)
  stops.push(stopFollowing)
  sockets.serve(server)

  const board = container.get(T.board)
  const boot = makeBootHub({
    ...container.get(T.approvals),
    bootSessions: container.get(T.sessions).bootSessions,
    reconcileBoard: board.reconcileBoard,
    recoverFinishes: board.finishes.recoverFinishes,
    discoverProjects: container.get(T.projects).discoverProjects,
    startJobs: () => void stops.push(startJobs(container)),
    log,
  })

  return {
    start: async () => {
      await boot()
      await listening(server, options)
      const address = server.address() as AddressInfo
      own.port = address.port
      return address
    },
    stop: async () => {
      await container.get(T.approvals).desk.withdraw.onHubStopping()
      for (const stop of stops) stop()
      const closed = server.listening ? new Promise((resolve) => server.close(resolve)) : undefined
      container.get(T.terminal).attachments.closeAll()
      preview.dismiss()
      await sockets.close()
      server.closeAllConnections()
      await closed
      await container.unbindAllAsync()
      stopFollowingFaults()
    },
  }
}

/** Everything that clients talk to. */
function inbound(
  container: Container,
  options: ServerOptions,
): {
  readonly http: RequestListener
  readonly headers: Readonly<Record<string, string>>
  readonly sockets: UpgradeDispatcher
  readonly preview: Preview
} {
  const clock = container.get(T.clock)
  const log = container.get(T.log)
  const client = options.isOwnClient ? 'own' : 'foreign'
  const { host: previewHost } = options.features.preview
  const frames = previewFrames(previewHost, options.tls !== undefined)
  const headers = securityHeaders({ client, bootMs: options.bootMs ?? clock.now(), frames })
  const readArrival = readArrivalBehind(addressRanges(options.trustedProxies ?? []))
  const gate = makeGate({
    admit: container.get(T.access).admit,
    // The preview's host shows foreign content, so it is never accepted as a host of the hub.
    hosts: hostRules(
      options.host,
      options.publicHosts.filter((host) => host.replace(/:\d+$/, '') !== previewHost),
    ),
    readArrival,
    identifySender: container.get(T.attention).identifySender,
  })
  const preview = openPreview(container, readArrival)
  const { readServerStatus } = container.get(T.server)
  const settings = container.get(T.settings)
  const readHubOverview = makeReadHubOverview({
    ...options,
    settings,
    server: { readServerStatus },
    voice: container.get(T.voice),
    push: container.get(T.push),
  })

  const bindings = [
    ...aboutRoutes({ version: options.version }),
    ...settingsRoutes(settings, readHubOverview),
    ...featureBindings(container),
    ...preview.bindings,
    ...sessionRoutes({
      ...container.get(T.sessions),
      agents: container.get(T.agents),
      readSessionList: container.get(T.readSessionList),
      endSession: container.get(T.board).endWorktreeSession,
      killKeepsEntry: options.killKeepsEntry ?? !options.isOwnClient,
    }),
  ]

  const hub = httpApp({
    api: hubApi({ bindings, gate }),
    files: staticFiles({ root: options.webRoot, hashedBelow: options.isOwnClient ? HASHED_BELOW : null }),
    health: async () => ({
      status: 'ok',
      ...StatusJson.encode({ version: options.version, status: await readServerStatus() }),
    }),
    pages: new Map([[METRICS_PATH, metrics(gate, readServerStatus)]]),
    isOwnHost: gate.isOwnHost,
    headers,
    onRequest: ({ method, path, status, durationMs, fault }) => {
      const line = { status, ms: Math.round(durationMs) }
      if (fault === null) log.info(`${method} ${path}`, line)
      else log.warn(`${method} ${path}`, { ...line, fault })
    },
    ...requestSpans(container.get(T.tracer)),
    onDefect: (error, method, path) => {
      log.error(`${method} ${path} failed by a defect`, { error: stackOf(error) })
    },
  })

  const sockets = makeUpgradeDispatcher({
    admit: admitUpgrade(gate, log),
    addressOf: (request) => readArrival(request).ip,
    elsewhere: preview.takeUpgrade,
    endpoints: [
      terminalEndpoint(container.get(T.terminal).openTerminal, log),
      projectsEndpoint(container.get(T.projects).projectEvents),
      notificationsEndpoint({
        feed: container.get(T.feed),
        presence: container.get(T.attention).presence,
        questions: () => openQuestions(container.get(T.approvals).desk.list),
      }),
      filesEndpoint({ ...container.get(T.files), log }),
    ],
    onDefect: (error) => {
      log.error('a socket failed by a defect', { error: stackOf(error) })
    },
  })
  container.get(T.operatorToken).watch(() => {
    sockets.dismiss(UNAUTHORIZED, 'Unauthorized')
    preview.dismiss()
  })
  return { http: preview.before(hub), headers, sockets, preview }
}
