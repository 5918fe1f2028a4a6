import * as TE from 'fp-ts/lib/TaskEither.js'
import { sumCosts, type Costs } from '../../domain/usage/costs.js'
import { cacheFor } from '../shared/cache-for.js'
import type { UsageSteps } from './ports.js'

/** Sum of the costs that present agents report, each since its start. Cached for 10 s. */
export type ReadCosts = TE.TaskEither<never, Costs>

const KEEP_MS = 10_000

export const makeReadCosts = ({
  statusLines,
  directory,
  clock,
}: Pick<UsageSteps, 'statusLines' | 'directory' | 'clock'>): ReadCosts =>
  cacheFor(
    clock,
    KEEP_MS,
    TE.fromIO(() => sumCosts(statusLines.fresh().map(([session, line]) => [directory.nameOf(session), line]))),
  )
