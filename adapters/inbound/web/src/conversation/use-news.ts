import { useEffect } from 'preact/hooks'
import { sessionByName } from '../state/sessions.js'
import type { OpenConversation } from './conversation.js'

/** While the agent works its transcript grows without an event of the hub. */
const READ_EVERY_MS = 1_500

/** Reads on with every change of the session, and steadily while its agent works and the page is visible. */
export function useNews(conversation: Pick<OpenConversation, 'again'>, session: string, everyMs = READ_EVERY_MS): void {
  const found = sessionByName.value.get(session)
  const isWorking = found?.activity === 'working'
  useEffect(() => void conversation.again(), [found])
  useEffect(() => {
    if (!isWorking) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void conversation.again()
    }, everyMs)
    return () => {
      clearInterval(timer)
    }
  }, [isWorking])
}
