import { connect } from 'node:net'
import { guarded } from '../guard/guard.js'

/** Resolves to true when the port accepts a connection within the time limit; the connection is closed at once. */
export const takesConnection = (host: string, port: number, timeoutMs: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: timeoutMs })
    const answer = (taken: boolean) =>
      guarded('connection probe', () => {
        socket.destroy()
        resolve(taken)
      })
    socket.once('connect', answer(true)).once('timeout', answer(false)).once('error', answer(false))
  })
