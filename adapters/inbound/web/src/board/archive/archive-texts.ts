import { textsThatLoadLate } from '../../app/texts/late-texts.js'
import { archiveDe } from './archive.de.js'
import { archiveEn } from './archive.en.js'

export const archiveTexts = textsThatLoadLate(archiveEn, archiveDe)
