import { ServerResponse, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { guarded } from '../guard/guard.js'
import { passAnswer } from './pass-answer.js'

export interface Upgraded {
  readonly request: IncomingMessage
  /** Of the client. */
  readonly stream: Socket
  readonly rewrite: (headers: IncomingHttpHeaders) => void
}

const PART = 'proxied socket'

/** Sends an upgrade on, then joins both sockets; an answer that is no upgrade is passed on and ends the connection. */
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
        // Before a client that left meanwhile is looked at: an upgraded socket is no longer the request's.
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

/** Nothing may be sent for hours, and a frame waits for no other. */
const lastingly = (socket: Socket): void => void socket.setTimeout(0).setNoDelay(true).setKeepAlive(true)

function headOf(headers: IncomingHttpHeaders): string {
  const lines = Object.entries(headers).flatMap(([name, value = []]) =>
    [value].flat().map((one) => `${name}: ${one}\r\n`),
  )
  return `HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`
}
