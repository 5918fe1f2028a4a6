import { messages } from '../i18n/messages.js'
import { calmSpan } from '../i18n/relative-time.js'
import { calmNow } from '../state/now.js'

/** Time since then, updated as it passes: `now`, `3 m`, `5 h`. */
export const ago = (since: number): string => calmSpan(calmNow.value - since, messages.value.justNow)
