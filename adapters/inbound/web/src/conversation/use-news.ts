import { useEffect, useMemo } from 'preact/hooks'
import { sessionByName, sessions } from '../app/sessions.js'
import { useSteadily } from '../app/use-steadily.js'
import { isReported, watchConversation } from './watched-conversation.js'
import type { OpenConversation } from './conversation.js'

/** Interval of reads where the hub does not report what was written, as while the connection is lost. */
const READ_EVERY_MS = 1_500

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

/**
 * Reads once the list of sessions is there, on with every change of the session other than the opening of a terminal and of the
 * revision, and steadily while its agent works and the page is visible, unless `everyMs` is `null`. `null` is no session.
 */
export function useNews(
  conversation: Pick<OpenConversation, 'again'>,
  session: string | null,
  everyMs: number | null = READ_EVERY_MS,
  revision = 0,
): void {
  const found = session === null ? undefined : sessionByName.value.get(session)
  // The arrival of the list counts as a change of the session: a read before it would be made twice.
  const isKnown = session === null || sessions.value !== null
  const news = useMemo(() => JSON.stringify([{ ...found, attached: null }, revision]), [found, revision])
  useEffect(() => {
    if (isKnown) void conversation.again()
  }, [news, isKnown])
  useSteadily(() => void conversation.again(), found?.activity === 'working' ? everyMs : null)
}
