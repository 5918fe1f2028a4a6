import { textsThatLoadLate } from './late-texts.js'
import { newSessionDe } from './new-session.de.js'
import { newSessionEn } from './new-session.en.js'

export const newSessionTexts = textsThatLoadLate(newSessionEn, newSessionDe)
