import type { IncomingMessage } from 'node:http'
import { WebSocket } from 'ws'
import { FORBIDDEN, UNAUTHORIZED } from '../../../../infrastructure/ws/close-codes.js'
import { guarded } from '../../../../infrastructure/guard/guard.js'
import { CLIENT_PERSISTENCE } from '../../http/client/follow-events.js'
import { keepOpen, type StreamEnd } from '../../http/client/keep-open.js'
import { openConnection, type OpenSocket, type SocketOptions } from '../../http/client/open-socket.js'
import type { Target } from '../context.js'
import type { Failure } from '../output.js'

/** Socket that is opened again after a loss. */
export interface Stream extends Pick<SocketOptions, 'opened' | 'received' | 'signal'> {
  /** Path and query, read at each opening. */
  readonly path: () => string
  /** The connection was lost; the next one is tried. */
  readonly lost: () => void
  /** Close codes that end the stream, beside those of a refused token. */
  readonly final: ReadonlyArray<number>
}

/** The hub pings every 30 s. */
const SILENT_FOR_MS = 75_000
const PART = 'socket'

/** Keeps a socket open until its end. A first connection that fails is not tried again. */
export const follow = (target: Target, { path, ...stream }: Stream): Promise<StreamEnd> =>
  keepOpen({
    ...CLIENT_PERSISTENCE,
    ...stream,
    connect: () =>
      openConnection({
        ...stream,
        url: `${target.url}${path()}`,
        token: target.token,
        openSocket: openSocketOf(target),
      }),
  })

/** Opens sockets that are cut when the hub is silent, and that keep the status of a refused upgrade. */
export const openSocketOf =
  ({ inner }: Pick<Target, 'inner'>): OpenSocket =>
  (url, protocols) => {
    const socket = new WebSocket(
      url,
      protocols,
      // eslint-disable-next-line local/guarded-callbacks -- called within the constructor
      inner === undefined ? {} : { headers: inner.headers, createConnection: inner.connect },
    )
    let failure: StreamEnd | null = null
    const cut = guarded(PART, () => socket.terminate())
    const silence = setTimeout(cut, SILENT_FOR_MS)
    const alive = guarded(PART, () => silence.refresh())
    const refused = (_: unknown, { statusCode = 0 }: IncomingMessage): void => {
      failure = { _tag: 'Refused', status: statusCode }
      socket.terminate()
    }
    const failed = ({ message }: Error): void => {
      failure ??= { _tag: 'Unreachable', detail: message }
    }
    socket
      .on('ping', alive)
      .on('message', alive)
      .on('unexpected-response', guarded(PART, refused))
      .on('error', guarded(PART, failed))
      .on(
        'close',
        guarded(PART, () => clearTimeout(silence)),
      )
    return Object.assign(socket, { failure: () => failure })
  }

const UNKNOWN_TOKEN: Failure = { exit: 'forbidden', problem: 'the token is missing or not valid for this hub' }
const LACKING_RIGHT: Failure = {
  exit: 'forbidden',
  problem: 'the token does not have the permission for this operation',
}

/** Explains the end of a stream that no code of its own channel explains. */
export function explainEnd(end: StreamEnd, { url }: Target): Failure {
  switch (end._tag) {
    case 'Stopped':
      return { problem: 'the connection was ended' }
    case 'Unreachable':
      return {
        exit: 'unreachable',
        problem: `the hub at ${url} does not answer: ${end.detail}`,
        mend: 'Check the address, and that the hub runs there.',
      }
    case 'Refused':
      if (end.status === 401) return UNKNOWN_TOKEN
      if (end.status === 403) return LACKING_RIGHT
      return {
        exit: 'version',
        problem: `the hub does not have this connection (status ${String(end.status)})`,
        mend: 'It is of another version, or the address is not that of a hub.',
      }
    case 'Closed':
      if (end.code === UNAUTHORIZED) return UNKNOWN_TOKEN
      if (end.code === FORBIDDEN) return LACKING_RIGHT
      return { exit: 'unreachable', problem: `the connection to ${url} was lost` }
  }
}
