import { connect } from 'node:net'

/** A program on this machine that does not take a connection in this time is stuck. */
const TIMEOUT_MS = 1_000

/** Whether a connection to the port is taken, through either address of `localhost`. */
export const isListening = (port: number) => async (): Promise<boolean> =>
  (await Promise.all([takes('127.0.0.1', port), takes('::1', port)])).includes(true)

const takes = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MS })
    const answer = (taken: boolean) => (): void => {
      socket.destroy()
      resolve(taken)
    }
    socket.once('connect', answer(true)).once('timeout', answer(false)).once('error', answer(false))
  })
