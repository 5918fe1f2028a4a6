import type * as T from 'fp-ts/lib/Task.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ListeningPort } from '../../domain/preview/preview-port.js'
import type { Unavailable } from '../shared/errors.js'

/** Which programs of this machine can be reached through `localhost`, IPv4 or IPv6. */
export interface PortScan {
  /** All that listen for TCP; a port may come more than once. Settles within 5 s. */
  readonly list: TE.TaskEither<Unavailable, ReadonlyArray<ListeningPort>>
  /** True when the port accepts a connection now. Settles within 2 s. */
  readonly isListening: (port: number) => T.Task<boolean>
}
