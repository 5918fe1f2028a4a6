import { textsThatLoadLate } from '../app/texts/late-texts.js'
import { placesDe } from './places.de.js'
import { placesEn } from './places.en.js'

export const placeTexts = textsThatLoadLate(placesEn, placesDe)
