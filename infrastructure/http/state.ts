import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Target } from './target.js'

/** A request while it is being answered. */
export interface AppContext {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly target: Target
  /** What failed behind the answer, for the request log. */
  fault?: string
}
