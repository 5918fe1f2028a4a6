import { messages } from '../i18n/messages.js'
import { calmSpan } from '../i18n/relative-time.js'
import { calmNow } from '../state/now.js'

/** The time since then as it ticks: `now`, `3 m`, `5 h`. */
export const ago = (since: number): string => calmSpan(calmNow.value - since, messages.value.justNow)
