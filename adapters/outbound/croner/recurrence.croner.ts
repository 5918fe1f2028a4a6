import { Cron } from 'croner'
import * as E from 'fp-ts/lib/Either.js'
import type { NextOfRule } from '../../../application/prompts/next-of-rule.js'
import { invalidSchedule } from '../../../domain/prompts/errors.js'

/** Five fields of digits, names, lists, ranges and steps. croner would also take seconds, years, dates and nicknames. */
const FIVE_FIELDS = /^[\dA-Za-z*,/#\-?]+( [\dA-Za-z*,/#\-?]+){4}$/
/** Longest rule; more is no rule of a person. */
const MAX_RULE_LENGTH = 200

/** Rules by croner. */
export const nextOfRule: NextOfRule = (rule, timezone, after) => {
  if (rule.length > MAX_RULE_LENGTH || !FIVE_FIELDS.test(rule)) return E.left(invalidSchedule('rule'))
  if (!isTimeZone(timezone)) return E.left(invalidSchedule('zone'))
  return E.tryCatch(
    () => new Cron(rule, { timezone, paused: true }).nextRun(new Date(after))?.getTime() ?? null,
    () => invalidSchedule('rule'),
  )
}

const isTimeZone = (name: string): boolean =>
  E.isRight(
    E.tryCatch(
      () => new Intl.DateTimeFormat('en', { timeZone: name }),
      () => null,
    ),
  )
