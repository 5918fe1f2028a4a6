import { useEffect } from 'preact/hooks'
import { sessionByName } from '../state/sessions.js'
import { useSteadily } from '../state/use-steadily.js'
import { isReported, watchConversation } from '../state/watched-conversation.js'
import type { OpenConversation } from './conversation.js'

/** Interval of reads where the hub does not report what was written, as while the connection is lost. */
const READ_EVERY_MS = 1_500

/** Reads on with every report of the hub that the conversation of a session, or of the sub-agent of a call, has changed. */
export function useConversationNews(conversation: OpenConversation, session: string, call: string | null = null): void {
  useEffect(
    () =>
      watchConversation({ session, call }, (isReplaced) => {
        void (isReplaced ? conversation.restart() : conversation.again())
      }),
    [session, call],
  )
  useNews(conversation, session, isReported({ session, call }) ? null : READ_EVERY_MS)
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
