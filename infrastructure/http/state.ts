import type { Context, Middleware } from 'koa'
import type { Target } from './target.js'

/** What the middleware before an endpoint leaves for what comes after it. */
export interface AppState {
  target: Target
  /** What failed behind the answer, for the request log. */
  fault?: string
  /** What was read of the body; see `bodyReader`. */
  body?: unknown
}

export type AppContext = Context & { state: AppState }
export type AppMiddleware = Middleware<AppState>
