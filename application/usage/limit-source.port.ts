import type * as T from 'fp-ts/lib/Task.js'
import type { LimitAccount } from '../../domain/usage/limits.js'

/**
 * Source of accounts and their use of limits. Returns no accounts when it is absent, unreadable or malformed. Never
 * fails, and settles within 5 s. Percentages are 0–100; a value that is not a number is `null`.
 */
export type LimitSource = T.Task<ReadonlyArray<LimitAccount>>
