import { textsThatLoadLate } from '../app/texts/late-texts.js'
import { rulesDe } from './rules.de.js'
import { rulesEn } from './rules.en.js'

export const ruleTexts = textsThatLoadLate(rulesEn, rulesDe)
