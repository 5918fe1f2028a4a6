import { useEffect } from 'preact/hooks'
import { sessionByName } from '../state/sessions.js'
import { useSteadily } from '../state/use-steadily.js'
import { reportedConversation, watchConversation } from '../state/watched-conversation.js'
import type { OpenConversation } from './conversation.js'

/** Interval of reads where the hub does not report what was written: of sub-agents, and while the connection is lost. */
const READ_EVERY_MS = 1_500

/** Reads on with every report of the hub that the conversation of a session has changed. */
export function useConversationNews(conversation: OpenConversation, session: string): void {
  useEffect(
    () =>
      watchConversation(session, (isReplaced) => {
        void (isReplaced ? conversation.restart() : conversation.again())
      }),
    [session],
  )
  useNews(conversation, session, reportedConversation.value === session ? null : READ_EVERY_MS)
}

/** Reads on with every change of the session, and steadily while its agent works and the page is visible, unless `everyMs` is `null`. */
export function useNews(
  conversation: Pick<OpenConversation, 'again'>,
  session: string,
  everyMs: number | null = READ_EVERY_MS,
): void {
  const found = sessionByName.value.get(session)
  useEffect(() => void conversation.again(), [found])
  useSteadily(() => void conversation.again(), found?.activity === 'working' ? everyMs : null)
}
