import { devPreviewDe } from './dev-preview.de.js'
import { devPreviewEn } from './dev-preview.en.js'
import { textsThatLoadLate } from '../app/texts/late-texts.js'

export const devPreviewTexts = textsThatLoadLate(devPreviewEn, devPreviewDe)
