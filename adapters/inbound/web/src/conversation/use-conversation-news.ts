import { useEffect } from 'preact/hooks'
import { READ_EVERY_MS, useNews } from '../app/use-news.js'
import { isReported, watchConversation } from './watched-conversation.js'
import type { OpenConversation } from './conversation.js'

/** Reads on with every report of the hub that the conversation of a session, or of the sub-agent of a call, has changed. */
export function useConversationNews(conversation: OpenConversation, session: string, call: string | null = null): void {
  useEffect(
    () =>
      watchConversation(
        { session, call },
        ({ replaced, conversation: id, end }) => void (replaced ? conversation.restart() : conversation.upTo(id, end)),
      ),
    [session, call],
  )
  useNews(conversation, session, isReported({ session, call }) ? null : READ_EVERY_MS)
}
