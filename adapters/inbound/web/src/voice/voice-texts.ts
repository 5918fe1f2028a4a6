import { textsThatLoadLate } from '../app/texts/late-texts.js'
import { voiceDe } from './voice.de.js'
import { voiceEn } from './voice.en.js'

export const voiceTexts = textsThatLoadLate(voiceEn, voiceDe)
