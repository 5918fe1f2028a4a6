import { realpath, stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { WebSocket, type RawData } from 'ws'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import { guarded } from '../../../../infrastructure/guard/guard.js'
import { recordOf } from '../row-values.js'

type Fields = Readonly<Record<string, unknown>>

/** Request or notification of the server. */
export interface ServerMessage {
  /** `undefined` for a notification. */
  readonly id: unknown
  readonly method: string
  readonly params: Fields
}

/** Connection to the server that Codex runs for its terminals. */
export interface AppServer {
  /** Result of a request; `null` for an error and without an answer in time. */
  readonly request: (method: string, params: Fields) => Promise<Fields | null>
  readonly respond: (id: unknown, result: Fields) => void
  readonly close: () => void
}

/** Path of the socket in the folder of Codex: a link to a short path (0.171.0). */
const SOCKET = join('app-server-control', 'app-server-control.sock')
/** A local socket answers within milliseconds. */
const LIMIT_MS = 2_000
/** Messages of the server are few lines without the turns of a conversation. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024

/** Path of the socket; `null` without one, and for one that another user has made. */
async function socketIn(folder: string): Promise<string | null> {
  try {
    const path = await realpath(join(folder, SOCKET))
    const [own, socket] = await Promise.all([stat(folder), stat(path)])
    return socket.isSocket() && socket.uid === own.uid ? path : null
  } catch {
    return null
  }
}

/**
 * Connects to the server of a folder of Codex as one more client. `received` is called for each message but answers, `closed` once at
 * the end of the connection. Resolves with `null` where none answers. Never rejects.
 */
export async function openAppServer(
  folder: string,
  received: (message: ServerMessage) => void,
  closed: () => void,
): Promise<AppServer | null> {
  const path = await socketIn(folder)
  if (path === null) return null
  // Called before the constructor returns.
  const local = { createConnection: () => connect(path) }
  const socket = new WebSocket('ws://localhost/', {
    ...local,
    ...{ maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false, handshakeTimeout: LIMIT_MS },
  })
  const answers = new Map<number, (result: Fields | null) => void>()
  let last = 0

  const send = (message: Fields): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  }
  const request = (method: string, params: Fields): Promise<Fields | null> =>
    new Promise((resolve) => {
      const id = (last += 1)
      const settle = (result: Fields | null): void => {
        clearTimeout(timer)
        answers.delete(id)
        resolve(result)
      }
      const timer = setTimeout(
        guarded('answer of Codex', () => settle(null)),
        LIMIT_MS,
      )
      answers.set(id, settle)
      send({ id, method, params })
    })

  function receive(text: string): void {
    const { id, method, params, result } = recordOf(parseJson(text))
    if (typeof method === 'string') received({ id, method, params: recordOf(params) })
    else if (typeof id === 'number') answers.get(id)?.(result === undefined ? null : recordOf(result))
  }

  const isOpen = await new Promise<boolean>((resolve) => {
    socket.on(
      'open',
      guarded('connection to Codex', () => resolve(true)),
    )
    socket.on(
      'message',
      guarded('message of Codex', (data: RawData) => receive((data as Buffer).toString())),
    )
    // The end follows.
    socket.on(
      'error',
      guarded('connection to Codex', () => resolve(false)),
    )
    socket.on(
      'close',
      guarded('connection to Codex', () => {
        resolve(false)
        for (const settle of [...answers.values()]) settle(null)
        closed()
      }),
    )
  })
  if (!isOpen) return null
  const server: AppServer = {
    request,
    respond: (id, result) => send({ id, result }),
    close: () => socket.terminate(),
  }
  const hello = await request('initialize', {
    clientInfo: { name: 'penates', title: null, version: '1' },
    capabilities: { experimentalApi: true, requestAttestation: false },
  })
  if (hello === null) {
    server.close()
    return null
  }
  send({ method: 'initialized' })
  return server
}
