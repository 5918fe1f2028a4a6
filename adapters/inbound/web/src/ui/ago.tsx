import { messages } from '../app/texts/messages.js'
import { calmSpan } from '../app/texts/relative-time.js'
import { calmNow } from '../app/now.js'

/** Time since then, updated as it passes: `now`, `3 m`, `5 h`. */
export const ago = (since: number): string => calmSpan(calmNow.value - since, messages.value.justNow)

/** Time of day: `14:03`; for another day than today its date: `24 Nov`. */
export function clockOrDay(at: number): string {
  const [then, today] = [new Date(at), new Date(calmNow.value)]
  const language = document.documentElement.lang
  return then.toDateString() === today.toDateString()
    ? then.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hour12: false })
    : then.toLocaleDateString(language, { day: 'numeric', month: 'short' })
}
