import * as TE from 'fp-ts/lib/TaskEither.js'
import { sumCosts, type Costs } from '../../domain/usage/costs.js'
import type { Clock } from '../shared/clock.port.js'
import { keptFor } from '../shared/kept-for.js'
import type { StatusLines } from '../attention/status-lines.js'

/** What agents that report right now say they have cost, each since it began. The same answer for 10 s. */
export type ReadCosts = TE.TaskEither<never, Costs>
export interface ReadCostsDeps {
  readonly statusLines: StatusLines
  readonly clock: Clock
}

const KEEP_MS = 10_000

export const makeReadCosts = ({ statusLines, clock }: ReadCostsDeps): ReadCosts =>
  keptFor(
    clock,
    KEEP_MS,
    TE.fromIO(() => sumCosts(statusLines.fresh())),
  )
