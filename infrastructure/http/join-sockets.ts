import { ServerResponse, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { guarded } from '../guard/guard.js'
import { passAnswer } from './pass-answer.js'

export interface Upgraded {
  readonly request: IncomingMessage
  /** Upgrade request of the client. */
  readonly stream: Socket
  readonly rewrite: (headers: IncomingHttpHeaders) => void
}

const PART = 'proxied socket'

/** Forwards an upgrade and joins both sockets. Any other answer is forwarded and ends the connection. */
export function joinSockets(outgoing: ClientRequest, { request, stream, rewrite }: Upgraded): void {
  const drop = guarded(PART, () => {
    outgoing.destroy()
    stream.destroy()
  })
  outgoing.on(
    'upgrade',
    guarded(
      PART,
      (answer: IncomingMessage, program: Socket, head: Buffer) => {
        program.on('error', drop)
        // The error listener is attached first, because an upgraded socket no longer belongs to the request.
        if (stream.destroyed) {
          program.destroy()
          return
        }
        rewrite(answer.headers)
        if (head.length > 0) program.unshift(head)
        lastingly(program)
        lastingly(stream)
        stream.write(headOf(answer.headers), 'latin1')
        const end = guarded(PART, () => stream.end())
        const endProgram = guarded(PART, () => program.destroy())
        program.pipe(stream).pipe(program)
        program.once('close', end)
        stream.once('close', endProgram)
      },
      drop,
    ),
  )
  outgoing.on(
    'response',
    guarded(
      PART,
      (answer: IncomingMessage) => {
        rewrite(answer.headers)
        const response = new ServerResponse(request)
        response.shouldKeepAlive = false
        response.assignSocket(stream)
        const end = guarded(PART, () => stream.end())
        response.once('finish', end)
        passAnswer(answer, response)
      },
      drop,
    ),
  )
  outgoing.on('error', drop)
  stream.once(
    'close',
    guarded(PART, () => outgoing.destroy()),
  )
  outgoing.end()
}

/** Prepares a socket for hours without traffic and for frames without delay. */
const lastingly = (socket: Socket): void => void socket.setTimeout(0).setNoDelay(true).setKeepAlive(true)

function headOf(headers: IncomingHttpHeaders): string {
  const lines = Object.entries(headers).flatMap(([name, value = []]) =>
    [value].flat().map((one) => `${name}: ${one}\r\n`),
  )
  return `HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`
}
