import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { SESSIONS_LOGS } from '../descriptions/sessions.js'
import { answered } from '../hub/answered.js'
import { plainText } from '../safe-text.js'

const DEFAULT_LINES = 2_000
/** Lines of a screen that the hub returns at most. */
const SCREEN_LINES = 50

/** `penates sessions logs`. */
export const sessionLogs: Run<typeof SESSIONS_LOGS, HubContext> = ({ args: { name }, options }, context) => {
  const { lines = DEFAULT_LINES } = options
  const { client } = context.hub
  return answered(
    context,
    client.readScreen({ params: { name }, query: { lines: SCREEN_LINES } }),
    ({ body: screen }) => {
      const shown = screen.lines.map((line) => `${line}\n`).join('')
      const print = (history: string) => {
        const text = `${plainText(history)}${plainText(shown)}`
        return context.print({ json: { name, text }, text, ids: text.split('\n') })
      }
      if (lines === 0) return print('')
      return answered(context, client.readScrollback({ params: { name }, query: { lines } }), ({ body: { data } }) =>
        print(data === '' || data.endsWith('\n') ? data : `${data}\n`),
      )
    },
  )
}
