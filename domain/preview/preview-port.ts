import * as E from 'fp-ts/lib/Either.js'
import { invalidPort, type InvalidPort } from './errors.js'

/** Below it programs need the system's leave to listen: those are its services, and nobody's dev server. */
const LOWEST = 1_024
const HIGHEST = 65_535

/** What listens on a port of this machine. */
export interface ListeningPort {
  readonly port: number
  /** Name of the program; empty where the system does not tell. */
  readonly process: string
}

/** Takes a whole number, or the digits of one, from 1024 to 65535. */
export function parsePreviewPort(raw: unknown): E.Either<InvalidPort, number> {
  const port = typeof raw === 'string' && /^\d{1,5}$/.test(raw.trim()) ? Number(raw) : raw
  const fits = typeof port === 'number' && Number.isInteger(port) && port >= LOWEST && port <= HIGHEST
  return fits ? E.right(port) : E.left(invalidPort)
}

/** Whether a port may be shown: never the hub's own, which would show itself with every right of a page of its own. */
export const mayBeShown = (port: number, hubPort: number): boolean =>
  E.isRight(parsePreviewPort(port)) && port !== hubPort

/** What can be offered: each port once, in the order in which it was found. */
export function shownPorts(found: ReadonlyArray<ListeningPort>, hubPort: number): ReadonlyArray<ListeningPort> {
  const seen = new Set<number>()
  return found.filter(({ port }) => {
    if (seen.has(port) || !mayBeShown(port, hubPort)) return false
    seen.add(port)
    return true
  })
}
