import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'

/** Bare `ws` server that sends every frame back. */
export async function startEcho(): Promise<{ readonly address: string; readonly close: () => void }> {
  const echo = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  echo.on('connection', (socket) => {
    socket.on('message', (frame) => {
      socket.send(frame)
    })
  })
  await once(echo, 'listening')
  return {
    address: `ws://127.0.0.1:${String((echo.address() as AddressInfo).port)}`,
    close: () => {
      echo.close()
    },
  }
}
