import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'

/** Dev server on a free port of loopback. */
export interface DevServer {
  readonly port: number
  /** Every request as it arrived, upgrades too. */
  readonly seen: IncomingMessage[]
  readonly answerWith: (answer: RequestListener) => void
  /** Answers upgrades with a status and a text from now on. */
  readonly refuseSockets: (status: number, text: string) => void
  readonly close: () => Promise<void>
}

export async function openDevServer(host = '127.0.0.1'): Promise<DevServer> {
  const seen: IncomingMessage[] = []
  let answer: RequestListener = (_, response) => response.end('hello')
  let refusal: string | null = null
  const server = createServer((request, response) => {
    seen.push(request)
    answer(request, response)
  })
  /** Sends back what it gets. */
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => [...offered][0] ?? false })
  server.on('upgrade', (request, stream, head) => {
    seen.push(request)
    if (refusal !== null) {
      stream.end(refusal)
      return
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('message', (words, isBinary) => {
        socket.send(words, { binary: isBinary })
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    answerWith: (next) => {
      answer = next
    },
    refuseSockets: (status, text) => {
      refusal = `HTTP/1.1 ${String(status)} Refused\r\nContent-Length: ${String(text.length)}\r\n\r\n${text}`
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
