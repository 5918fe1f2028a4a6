import { textsThatLoadLate } from '../../app/texts/late-texts.js'
import { needsDe } from './needs.de.js'
import { needsEn } from './needs.en.js'

export const needTexts = textsThatLoadLate(needsEn, needsDe)
