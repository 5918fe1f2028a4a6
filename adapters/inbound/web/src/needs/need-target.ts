import type { Need } from './need-kinds.js'
import { STATUS, USAGE, type Route } from '../app/routing/route.js'

/** Page on which a need is met. */
export function needTarget({ kind, session }: Need): Route {
  switch (kind) {
    case 'alarm':
    case 'approval':
      return { page: 'approvals' }
    case 'question':
    case 'failed':
    case 'finished':
      return { page: 'terminal', session: session?.name ?? '' }
    case 'limit':
    case 'budget':
      return USAGE
    case 'update':
      return STATUS
  }
}
