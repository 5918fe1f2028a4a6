import type * as E from 'fp-ts/lib/Either.js'
import type { InvalidSchedule } from '../../domain/prompts/errors.js'
import type { Instant } from '../../domain/shared/instant.js'

/**
 * First time after `after` of a rule with five fields of cron (minute, hour, day, month, weekday), as the clock in the time zone
 * shows it; `null` when it has none. A time that the clock skips is taken right after, or left out; of a time that it shows twice
 * the first one counts. A pure function.
 */
export type NextOfRule = (rule: string, timeZone: string, after: Instant) => E.Either<InvalidSchedule, Instant | null>
