import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { guarded, type Guarded } from '../guard/guard.js'
import { belowMount } from '../http/mount-path.js'
import { codeOf, JSON_TYPE } from '../http/reply.js'
import { binarySender } from './binary-sender.js'
import { GOING_AWAY, TRY_AGAIN_LATER, UNAUTHORIZED } from './close-codes.js'
import { matchPath, type AdmitUpgrade, type Endpoint, type UpgradeDecision } from './endpoint.js'
import { makeHeartbeat, type Heartbeat } from './heartbeat.js'
import { makeRefusedSockets } from './refused-sockets.js'

export interface UpgradeDispatcherOptions<Caller> {
  readonly admit: AdmitUpgrade<Caller>
  readonly endpoints: ReadonlyArray<Endpoint<Caller>>
  /** Calls `end` when the caller's right ends, at once if it has ended. Returns an unsubscribe function. */
  readonly follow?: (caller: Caller, end: () => void) => () => void
  /** Handles upgrades for other hosts of this server; returns `false` for all others. */
  readonly elsewhere?: (request: IncomingMessage, stream: Duplex, head: Buffer) => boolean
  /** Path that the hub is mounted at; the root when absent. */
  readonly mount?: string
  /** Client address of a socket; that of the peer when absent. */
  readonly addressOf?: (request: IncomingMessage) => string | null
  /** Maximum of open sockets per address. Behind an untrusted reverse proxy all devices have the same address. */
  readonly maxPerAddress?: number
  /** Maximum of upgrades that wait for the gate at the same time, over all addresses. */
  readonly maxPending?: number
  /** Milliseconds after which a peer that does not answer a close frame is disconnected. */
  readonly closeTimeoutMs?: number
  /** Called for a defect in the gate or an endpoint, after the socket was closed. */
  readonly onDefect: (error: unknown) => void
}

export interface UpgradeDispatcher {
  /** Listener of a server's `upgrade` event. */
  readonly upgrade: Guarded<[request: IncomingMessage, stream: Duplex, head: Buffer]>
  readonly openSockets: () => number
  /** Closes every open or admitted socket and ignores their later messages. */
  readonly dismiss: (code: number, reason: string) => void
  /** Refuses new sockets, closes the open ones with 1001, and resolves when all are closed: after 3 s at the latest. */
  readonly close: () => Promise<void>
}

/**
 * Maximum frame size. Client frames are keys, pastes and small messages; ws closes on larger ones with 1009 before
 * buffering.
 */
const MAX_FRAME_BYTES = 1024 * 1024
const MAX_PER_ADDRESS = 512
const MAX_PENDING = 256
const CLOSE_TIMEOUT_MS = 2_000
const CLOSE_ALL_TIMEOUT_MS = 3_000

/** Handler of `upgrade`: finds the endpoint, queries the gate, and only then completes the handshake. */
export function makeUpgradeDispatcher<Caller>(options: UpgradeDispatcherOptions<Caller>): UpgradeDispatcher {
  const {
    admit,
    endpoints,
    onDefect,
    elsewhere,
    follow,
    mount = '',
    addressOf = peerOf,
    maxPerAddress = MAX_PER_ADDRESS,
    maxPending = MAX_PENDING,
    closeTimeoutMs = CLOSE_TIMEOUT_MS,
  } = options
  const sockets = new Set<WebSocket>()
  const perAddress = new Map<string, number>()
  const closeRefused = makeRefusedSockets()
  const kinds = endpoints.map((endpoint) => ({ endpoint, heartbeat: makeHeartbeat(endpoint.pingEveryMs) }))
  let pending = 0
  /** Last `dismiss`; sockets admitted before it are closed as well. */
  let dismissal = { count: 0, code: GOING_AWAY, reason: '' }
  let isClosing = false

  const handshakes = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
    // ws 8.19 has this option, @types/ws 8.18 does not know it yet.
    ...{ closeTimeout: closeTimeoutMs },
    // eslint-disable-next-line local/guarded-callbacks -- called before handleUpgrade returns
    handleProtocols: bearerOf,
  })

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    if (!isClosing && elsewhere?.(request, stream, head) === true) return
    // Without a listener, a connection reset during the gate's decision would end the process.
    stream.on(
      'error',
      guarded('upgrade', () => stream.destroy()),
    )
    request.url = belowMount(mount, request.url ?? '')
    const [path = '', ...query] = request.url.split('?')
    const match = find(path)
    const address = addressOf(request) ?? ''
    if (match === null) {
      refuse(stream, 404)
      return
    }
    if (isClosing || pending >= maxPending) {
      refuse(stream, 503, { 'Retry-After': '1' })
      return
    }
    pending += 1
    const { count } = dismissal
    admit(request, { path: match.endpoint.path, params: match.params })
      .catch((error: unknown): UpgradeDecision<Caller> => {
        onDefect(error)
        return { _tag: 'refuse', status: 500 }
      })
      .then((decision) => {
        pending -= 1
        act(decision, { request, stream, head, address, match, query: query.join('?'), dismissals: count })
      })
      .catch((error: unknown) => {
        onDefect(error)
        stream.destroy()
      })
  }

  function find(path: string): Match<Caller> | null {
    for (const kind of kinds) {
      const params = matchPath(kind.endpoint.path, path)
      if (params !== null) return { ...kind, params }
    }
    return null
  }

  function act(decision: UpgradeDecision<Caller>, arrival: Arrival<Caller>): void {
    const { request, stream, head, address } = arrival
    if (stream.destroyed) return
    if (decision._tag === 'refuse') {
      refuse(stream, decision.status, decision.headers)
      return
    }
    const opened = (socket: WebSocket): void => {
      if (decision._tag === 'close') closeRefused(socket, decision.code, decision.reason)
      else if (isClosing) closeRefused(socket, GOING_AWAY, 'Going away')
      else if (arrival.dismissals < dismissal.count) closeRefused(socket, dismissal.code, dismissal.reason)
      else if (isFull(address)) closeRefused(socket, TRY_AGAIN_LATER, 'Too many sockets')
      else open(socket, decision.caller, arrival)
    }
    handshakes.handleUpgrade(
      request,
      stream,
      head,
      guarded('upgrade', opened, () => stream.destroy()),
    )
  }

  const isFull = (address: string): boolean => (perAddress.get(address) ?? 0) >= maxPerAddress

  function open(socket: WebSocket, caller: Caller, { stream, address, match, query }: Arrival<Caller>): void {
    const { endpoint, heartbeat, params } = match
    sockets.add(socket)
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1)
    const closed = (): void => {
      sockets.delete(socket)
      const left = (perAddress.get(address) ?? 1) - 1
      if (left === 0) perAddress.delete(address)
      else perAddress.set(address, left)
    }
    socket.on('close', guarded('end of a socket', closed))
    if (follow !== undefined)
      socket.on(
        'close',
        guarded(
          'end of a right',
          follow(caller, () => cut(socket)),
        ),
      )
    if (socket.readyState !== WebSocket.OPEN) return
    // Malformed or too large frame: ws sends the matching close code itself.
    socket.on('error', () => undefined)
    const upgrade = {
      caller,
      params,
      query: new URLSearchParams(query),
      sendBinary: binarySender(socket, stream),
      markAlive: heartbeat.watch(socket),
    }
    new Promise<void>((resolve) => {
      resolve(endpoint.open(socket, upgrade))
    }).catch((error: unknown) => {
      onDefect(error)
      socket.terminate()
    })
  }

  return {
    upgrade: guarded('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
      try {
        upgrade(request, stream, head)
      } catch (thrown) {
        stream.destroy()
        throw thrown
      }
    }),
    openSockets: () => sockets.size,
    dismiss: (code, reason) => {
      dismissal = { count: dismissal.count + 1, code, reason }
      for (const socket of sockets) {
        cut(socket, code, reason)
      }
    },
    close: async () => {
      isClosing = true
      for (const { heartbeat } of kinds) heartbeat.stop()
      const gone = [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)))
      for (const socket of sockets) tell(socket, GOING_AWAY, 'Going away')
      const cutAll = guarded('end of sockets', () => {
        for (const socket of sockets) socket.terminate()
      })
      const timeout = setTimeout(cutAll, CLOSE_ALL_TIMEOUT_MS)
      await Promise.all(gone)
      clearTimeout(timeout)
    },
  }
}

/** Selects the subprotocol that carries the token; `false` for none. Called within `handleUpgrade`. */
const bearerOf = (offered: Set<string>): string | false =>
  [...offered].find((item) => item.startsWith('bearer.')) ?? false

const peerOf = ({ socket }: IncomingMessage): string | null => socket.remoteAddress ?? null

/** Closes a socket whose later messages count no more: frames go on arriving until the other side has answered. */
function cut(socket: WebSocket, code = UNAUTHORIZED, reason = 'Unauthorized'): void {
  socket.removeAllListeners('message')
  tell(socket, code, reason)
}

function tell(socket: WebSocket, code: number, reason: string): void {
  socket.resume() // a paused one would not read the answer
  socket.close(code, reason)
}

interface Match<Caller> {
  readonly endpoint: Endpoint<Caller>
  readonly heartbeat: Heartbeat
  readonly params: Readonly<Record<string, string>>
}

/** Upgrade that waits for the gate. */
interface Arrival<Caller> {
  readonly request: IncomingMessage
  readonly stream: Duplex
  readonly head: Buffer
  readonly address: string
  readonly match: Match<Caller>
  readonly query: string
  /** Number of dismissals when the upgrade arrived. */
  readonly dismissals: number
}

function refuse(stream: Duplex, status: number, headers: Readonly<Record<string, string>> = {}): void {
  const body = JSON.stringify({ error: STATUS_CODES[status] ?? 'Refused', code: codeOf(status) })
  const lines = Object.entries({
    ...headers,
    'Content-Type': JSON_TYPE,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  stream.once(
    'finish',
    guarded('upgrade', () => stream.destroy()),
  )
  stream.end(`HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`)
}
