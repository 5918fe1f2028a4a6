import { textsThatLoadLate } from '../app/texts/late-texts.js'
import { notificationsDe } from './notifications.de.js'
import { notificationsEn } from './notifications.en.js'

export const notificationTexts = textsThatLoadLate(notificationsEn, notificationsDe)
