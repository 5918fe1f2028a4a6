import { takesConnection } from '../../../infrastructure/net/takes-connection.js'

/** A program on this machine that does not take a connection in this time is stuck. */
const TIMEOUT_MS = 1_000

/** True when a connection to the port succeeds, through either address of `localhost`. */
export const isListening = (port: number) => async (): Promise<boolean> =>
  (await Promise.all(['127.0.0.1', '::1'].map((host) => takesConnection(host, port, TIMEOUT_MS)))).includes(true)
