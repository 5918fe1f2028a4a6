import { textsThatLoadLate } from '../app/texts/late-texts.js'
import { accessTokensDe } from './access-tokens.de.js'
import { accessTokensEn } from './access-tokens.en.js'

export const tokenTexts = textsThatLoadLate(accessTokensEn, accessTokensDe)
