import * as TE from 'fp-ts/lib/TaskEither.js'
import { sumCosts, type Costs } from '../../domain/usage/costs.js'
import type { Clock } from '../shared/clock.port.js'
import { cacheFor } from '../shared/cache-for.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { StatusLines } from '../attention/status-lines.js'

/** Sum of the costs that present agents report, each since its start. Cached for 10 s. */
export type ReadCosts = TE.TaskEither<never, Costs>
export interface ReadCostsDeps {
  readonly statusLines: StatusLines
  readonly directory: SessionDirectory
  readonly clock: Clock
}

const KEEP_MS = 10_000

export const makeReadCosts = ({ statusLines, directory, clock }: ReadCostsDeps): ReadCosts =>
  cacheFor(
    clock,
    KEEP_MS,
    TE.fromIO(() => sumCosts(statusLines.fresh().map(([session, line]) => [directory.nameOf(session), line]))),
  )
