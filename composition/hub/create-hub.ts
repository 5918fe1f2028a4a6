import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Container } from 'inversify'
import { readArrivalBehind } from '../../adapters/inbound/http/routing/arrival.js'
import { makeAccessControl } from '../../adapters/inbound/http/routing/access-control.js'
import { hubApi } from '../../adapters/inbound/http/hub-api.js'
import { makeEventStreams, type EventStreams } from '../../adapters/inbound/http/events/event-streams.js'
import { metrics, METRICS_PATH } from '../../adapters/inbound/http/server/metrics.js'
import { StatusJson } from '../../adapters/inbound/http/settings/api.js'
import { previewFrames } from '../../adapters/inbound/preview/preview-origin.js'
import { admitUpgrade } from '../../adapters/inbound/ws/admit-upgrade.js'
import { hostRules, reachableAddresses } from '../../domain/access/hosts.js'
import { stackOf } from '../../infrastructure/guard/guard.js'
import { httpApp, type RequestListener } from '../../infrastructure/http/app.js'
import type { InnerListeners } from '../../infrastructure/http/inner-server.js'
import { securityHeaders } from '../../infrastructure/http/security-headers.js'
import { mounted, mountPath } from '../../infrastructure/http/mount-path.js'
import { noFiles, staticFiles } from '../../infrastructure/http/static-files.js'
import { ownAddresses, addressRanges } from '../../infrastructure/net/address-ranges.js'
import { UNAUTHORIZED } from '../../infrastructure/ws/close-codes.js'
import { makeUpgradeDispatcher, type UpgradeDispatcher } from '../../infrastructure/ws/upgrade-dispatcher.js'
import { backgroundOf } from '../features/background.js'
import { hubContainer } from './hub-container.js'
import { featuresOf } from '../features/features-of.js'
import type { Background, Features } from '../features/hub-features.js'
import { bindingsOf, endpointsOf, sharedReads } from './inbound-parts.js'
import { openMcp, type Mcp } from './open-mcp.js'
import { openPreview, type Preview } from './open-preview.js'
import { OWN_CLIENT } from '../package-files.js'
import { requestSpans } from '../tools/open-tracer.js'
import { TOKENS as T } from '../features/tokens.js'
import type { HubTools, Tools } from '../tools/tools.js'

/** Options of a hub. */
export interface HubOptions {
  /** Path that the hub and its client are mounted at: `/penates`. The root when left out. Slashes too many do not matter. */
  readonly basePath?: string
  /** Folder of the web client; `false` serves none. The hub's own client when left out. */
  readonly web?: string | false
  /** True when `web` holds the hub's own client, which runs under a policy without inline script. */
  readonly isOwnClient?: boolean
  /** Address that the server listens on, as it appears in `Host`; loopback names are always accepted. */
  readonly host?: string
  /** Host names, some with a port, under which the hub is reached besides. */
  readonly publicHosts?: ReadonlyArray<string>
  /** Addresses and ranges of reverse proxies whose `X-Forwarded-*` is believed; none when left out. */
  readonly trustedProxies?: ReadonlyArray<string>
  /** True when the server itself speaks TLS. */
  readonly isTls?: boolean
  /** Leaves the entry of a killed session dormant; by default where the client is not the hub's own. */
  readonly killKeepsEntry?: boolean
}

/** A hub for a server of the embedding program. It listens nowhere by itself. */
export interface Hub extends Background {
  readonly handler: RequestListener
  /** Answers an upgrade to a WebSocket: listener of the server's `upgrade` event. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Headers of every answer, for a server that refuses malformed requests by itself. */
  readonly headers: Readonly<Record<string, string>>
  /** Use cases, called as the operator. */
  readonly features: Features
  /** Everything that happens. */
  readonly events: Features['events']
}

/** Parts that answer requests, and end with the hub. */
interface Inbound {
  readonly http: RequestListener
  readonly headers: Readonly<Record<string, string>>
  readonly sockets: UpgradeDispatcher
  readonly streams: EventStreams
  readonly mcp: Mcp
  readonly preview: Preview
}

/** Below `/assets/` the client's build names files by their content. */
const HASHED_BELOW = '/assets/'

/** Puts the hub together. Nothing runs before `start`; the tools belong to the caller, who closes them after `stop`. */
export function createHub(tools: Tools, options: HubOptions = {}): Hub {
  const own = { port: 0 }
  const container = hubContainer(tools, () => own.port)
  const background = backgroundOf(container)
  const mount = mountPath(options.basePath ?? '')
  const served = { ...options, mount }
  const { http, headers, sockets, mcp, streams, preview } = inbound(container, container.get(T.tools), served)
  const features = featuresOf(container)
  return {
    handler: (request, response) => {
      own.port = request.socket.localPort ?? own.port
      http(request, response)
    },
    upgrade: sockets.upgrade,
    headers,
    features,
    events: features.events,
    start: background.start,
    stop: async () => {
      await background.stop()
      preview.dismiss()
      streams.dismiss()
      mcp.close()
      await sockets.close()
    },
  }
}

/** Everything that clients talk to. */
function inbound(container: Container, tools: HubTools, options: HubOptions & { readonly mount: string }): Inbound {
  const { web = OWN_CLIENT, isOwnClient = options.web === undefined, host = '127.0.0.1', mount } = options
  const { values, hubInstallation, log, operatorToken, tracer } = tools
  const { version } = hubInstallation
  const isTls = options.isTls === true
  const frames = previewFrames(values.previewHost, isTls)
  const headers = securityHeaders({ client: isOwnClient ? 'own' : 'foreign', bootMs: values.bootMs, frames })
  const access = container.get(T.access)
  const readArrival = readArrivalBehind(addressRanges(options.trustedProxies ?? []))
  // The preview's host shows foreign content, so it is never accepted as a host of the hub.
  const publicHosts = (options.publicHosts ?? []).filter((name) => name.replace(/:\d+$/, '') !== values.previewHost)
  const hosts = hostRules(host, publicHosts)
  const { identifySender } = container.get(T.attention)
  const accessControl = makeAccessControl({ admit: access.admit, hosts, readArrival, identifySender })
  const preview = openPreview(container, readArrival)
  const reads = sharedReads(container, tools)
  const streams = makeEventStreams(reads)
  const bindings = bindingsOf(container, tools, reads, {
    streams,
    preview,
    killKeepsEntry: options.killKeepsEntry ?? !isOwnClient,
    addresses: () =>
      reachableAddresses({ rules: hosts, isTls, port: container.get(T.ownPort)() }, ownAddresses()).map(
        (address) => `${address}${mount}`,
      ),
  })
  const listeners = (): InnerListeners => ({ handler: http, upgrade: sockets.upgrade })
  const mcp = openMcp(container, { accessControl, mount, version, listeners })
  const { readServerStatus } = container.get(T.server)

  const hub = httpApp({
    api: hubApi({ bindings, accessControl, followToken: access.followToken }),
    files: web === false ? noFiles : staticFiles({ root: web, hashedBelow: isOwnClient ? HASHED_BELOW : null, mount }),
    health: async () => ({ status: 'ok', ...StatusJson.encode({ version, status: await readServerStatus() }) }),
    pages: new Map([[METRICS_PATH, metrics(accessControl, readServerStatus)]]),
    listeners: mcp.listeners,
    isOwnHost: accessControl.isOwnHost,
    headers,
    onRequest: ({ method, path, status, durationMs, fault }) => {
      const line = { status, ms: Math.round(durationMs) }
      if (fault === null) log.info(`${method} ${path}`, line)
      else log.warn(`${method} ${path}`, { ...line, fault })
    },
    ...requestSpans(tracer),
    onDefect: (error, method, path) => {
      log.error(`${method} ${path} failed by a defect`, { error: stackOf(error) })
    },
  })

  const sockets = makeUpgradeDispatcher({
    admit: admitUpgrade(accessControl, log),
    addressOf: (request) => readArrival(request).ip,
    elsewhere: preview.takeUpgrade,
    follow: ({ principal }, end) => access.followToken(principal, end),
    mount,
    endpoints: endpointsOf(container, tools, reads),
    onDefect: (error) => {
      log.error('a socket failed by a defect', { error: stackOf(error) })
    },
  })
  operatorToken.watch(() => {
    sockets.dismiss(UNAUTHORIZED, 'Unauthorized')
    for (const part of [streams, mcp, preview]) part.dismiss()
  })
  const http = preview.before(mounted(mount, hub))
  return { http, headers, sockets, streams, mcp, preview }
}
