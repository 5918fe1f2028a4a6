import type * as T from 'fp-ts/lib/Task.js'
import type { LimitAccount } from '../../domain/usage/limits.js'

/**
 * Somebody who knows how near accounts are to their limits. Whoever is not there, cannot be read or says something else
 * knows of none: it never fails, and settles within 5 s. Percentages are 0–100, what is no number is `null`.
 */
export type LimitSource = T.Task<ReadonlyArray<LimitAccount>>
