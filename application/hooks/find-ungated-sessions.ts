import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { modeFor, type ApprovalRules } from '../../domain/approvals/rules.js'
import { lacksGate } from '../../domain/hooks/installation.js'
import type { Session } from '../../domain/sessions/session.js'
import { cacheFor } from '../shared/cache-for.js'
import { memoizeLast } from '../shared/memoize-last.js'
import type { HooksSteps } from './ports.js'

/**
 * Names of strict sessions whose Claude Code was started without the gate on its command line, as one that became strict
 * later: settings of the project can switch their gate off. None where the gate is in managed settings.
 */
export type FindUngatedSessions = T.Task<ReadonlySet<string>>

/** The list is polled; the administrator's file hardly ever changes. */
const MANAGED_MS = 10_000
const NONE: ReadonlySet<string> = new Set()

export function makeFindUngatedSessions(
  deps: Pick<HooksSteps, 'agents' | 'host' | 'rulesInForce' | 'managed' | 'clock'>,
): FindUngatedSessions {
  const { agents, host, rulesInForce, managed, clock } = deps
  const isManaged = cacheFor(
    clock,
    MANAGED_MS,
    pipe(
      managed.read,
      TE.map((text) => text !== null),
    ),
  )
  const ungated = memoizeLast((live: ReadonlyArray<Session>, rules: ApprovalRules): ReadonlySet<string> => {
    const found = live.filter((session) => modeFor(rules, session) === 'strict' && lacksGate(agents, session))
    return found.length === 0 ? NONE : new Set(found.map(({ name }) => name))
  })
  return async () => {
    const rules = await rulesInForce()
    if (rules.mode !== 'strict' && !Object.values(rules.sessions).includes('strict')) return NONE
    const [live, isEverywhere] = await Promise.all([host.list(), isManaged()])
    if (E.isLeft(live) || (E.isRight(isEverywhere) && isEverywhere.right)) return NONE
    return ungated(live.right, rules)
  }
}
