import { useEffect, useMemo } from 'preact/hooks'
import { sessionByName, sessions } from './sessions.js'
import { useSteadily } from './use-steadily.js'

/** Interval of reads where the hub does not report what was written, as while the connection is lost. */
export const READ_EVERY_MS = 1_500

/**
 * Reads once the list of sessions is there, on with every change of the session other than the opening of a terminal and of the
 * revision, and steadily while its agent works and the page is visible, unless `everyMs` is `null`. `null` is no session.
 */
export function useNews(
  reading: { readonly again: () => Promise<void> },
  session: string | null,
  everyMs: number | null = READ_EVERY_MS,
  revision = 0,
): void {
  const found = session === null ? undefined : sessionByName.value.get(session)
  // The arrival of the list counts as a change of the session: a read before it would be made twice.
  const isKnown = session === null || sessions.value !== null
  const news = useMemo(() => JSON.stringify([{ ...found, attached: null }, revision]), [found, revision])
  useEffect(() => {
    if (isKnown) void reading.again()
  }, [news, isKnown])
  useSteadily(() => void reading.again(), found?.activity === 'working' ? everyMs : null)
}
