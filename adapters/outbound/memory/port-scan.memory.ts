import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PortScan } from '../../../application/preview/port-scan.port.js'
import type { ListeningPort } from '../../../domain/preview/preview-port.js'

/** Listening ports that a test opens and closes. */
export interface MemoryPortScan extends PortScan {
  /** Opens a port. */
  readonly listen: (port: number, process?: string) => void
  /** Closes a port. */
  readonly close: (port: number) => void
}

/** Ports that listen when a test opens them. */
export function memoryPortScan(): MemoryPortScan {
  const listening = new Map<number, ListeningPort>()
  return {
    list: TE.fromIO(() => [...listening.values()]),
    isListening: (port) => () => Promise.resolve(listening.has(port)),
    listen: (port, process = '') => void listening.set(port, { port, process }),
    close: (port) => void listening.delete(port),
  }
}
