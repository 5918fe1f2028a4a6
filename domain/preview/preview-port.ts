import * as E from 'fp-ts/lib/Either.js'
import { invalidPort, type InvalidPort } from './errors.js'

/** Lowest port that needs no privilege; lower ports belong to system services. */
const LOWEST = 1_024
const HIGHEST = 65_535

/** Listening port of this machine. */
export interface ListeningPort {
  /** Number of the port. */
  readonly port: number
  /** Name of the program; empty when the system does not report it. */
  readonly process: string
}

/** Accepts an integer, or its digits, from 1024 to 65535. */
export function parsePreviewPort(raw: unknown): E.Either<InvalidPort, number> {
  const port = typeof raw === 'string' && /^\d{1,5}$/.test(raw.trim()) ? Number(raw) : raw
  const fits = typeof port === 'number' && Number.isInteger(port) && port >= LOWEST && port <= HIGHEST
  return fits ? E.right(port) : E.left(invalidPort)
}

/**
 * True when the port may be previewed. The hub's own port is excluded, because its page would run with the rights of
 * the hub's own origin.
 */
export const mayBeShown = (port: number, hubPort: number): boolean =>
  E.isRight(parsePreviewPort(port)) && port !== hubPort

/** Ports that can be previewed, without duplicates, in the order found. */
export function shownPorts(found: ReadonlyArray<ListeningPort>, hubPort: number): ReadonlyArray<ListeningPort> {
  const seen = new Set<number>()
  return found.filter(({ port }) => {
    if (seen.has(port) || !mayBeShown(port, hubPort)) return false
    seen.add(port)
    return true
  })
}
