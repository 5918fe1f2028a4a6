import { textsThatLoadLate } from '../app/texts/late-texts.js'
import { webhooksDe } from './webhooks.de.js'
import { webhooksEn } from './webhooks.en.js'

export const webhookTexts = textsThatLoadLate(webhooksEn, webhooksDe)
