import { connect } from 'node:net'
import { guarded } from '../guard/guard.js'

/** Whether a connection to the port is taken within so many milliseconds; it is closed at once. */
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
