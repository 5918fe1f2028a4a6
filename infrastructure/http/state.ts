import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DefaultState, ParameterizedContext } from 'koa'
import type { Target } from './target.js'

/** A request while it is being answered, in front of Koa or by it. */
export interface AppContext {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  target: Target
  /** Fault behind the answer, for the request log. */
  fault?: string
}

/** Fields that are added to Koa's contexts. */
export interface KoaExtras extends AppContext {
  newRouterPath?: string
  /** Routes of the path, with any method; set by the router. */
  readonly matched?: ReadonlyArray<{ readonly methods: ReadonlyArray<string> }>
}

export type KoaContext = ParameterizedContext<DefaultState, KoaExtras>
