import type { BodyOf } from '../app/hub/hub.js'
import { textsThatLoadLate } from '../app/texts/late-texts.js'
import { todayDe } from './today.de.js'
import { todayEn } from './today.en.js'

/** Summary of the time since the last visit. */
export type Today = BodyOf<'readToday'>

export const todayTexts = textsThatLoadLate(todayEn, todayDe)
