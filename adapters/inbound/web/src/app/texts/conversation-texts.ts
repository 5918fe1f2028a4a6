import { textsThatLoadLate } from './late-texts.js'
import { conversationDe } from './conversation.de.js'
import { conversationEn } from './conversation.en.js'

export const conversationTexts = textsThatLoadLate(conversationEn, conversationDe)
