import { readPaste } from '../transfer/paste.js'
import { dropToken, token } from '../state/sign-in.js'
import { socketAddress } from '../state/the-hub.js'
import { connectTerminal } from './connection.js'
import { bracketed } from './terminal-input.js'

/** Delay between the paste and Enter. Agents process a paste and redraw within this time. */
const BEFORE_ENTER_MS = 400
const BEFORE_CLOSE_MS = 200
/** Without output within this time the session counts as gone. */
const GIVE_UP_MS = 10_000

/**
 * Types a text into a session as one paste, and presses Enter if `enter` is true. Resolves to false when the session does
 * not exist. The viewer is hidden, so it does not affect the size of the session's windows.
 */
export function sendText(session: string, text: string, enter: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    let isTyped = false
    const end = (isSent: boolean): void => {
      clearTimeout(giveUp)
      viewer.close()
      resolve(isSent)
    }
    const giveUp = setTimeout(() => {
      end(false)
    }, GIVE_UP_MS)

    const viewer = connectTerminal({
      address: () => socketAddress(`/api/terminal/${encodeURIComponent(session)}?hidden=1`),
      token: () => token.peek() ?? '',
      // The first output proves that the session exists.
      output: (_, drawn) => {
        drawn()
        if (isTyped) return
        isTyped = true
        viewer.type(bracketed(readPaste(text).text))
        setTimeout(() => {
          if (enter) viewer.type('\r')
          setTimeout(() => {
            end(true)
          }, BEFORE_CLOSE_MS)
        }, BEFORE_ENTER_MS)
      },
      state: ({ _tag }) => {
        if (_tag === 'Ended' || _tag === 'Forbidden') end(false)
      },
      unauthorized: () => {
        dropToken(token.peek())
        end(false)
      },
    })
  })
}
