/** Session id and text. */
export type SentReply = readonly [string, string]

const MAX_SENT = 50

/** The text becomes the newest of its session; the same text before is left out. */
export const withSent = (sent: ReadonlyArray<SentReply>, [id, text]: SentReply): ReadonlyArray<SentReply> =>
  [...sent.filter(([session, before]) => session !== id || before !== text), [id, text] as const].slice(-MAX_SENT)

/** Texts that a session got, the newest first. */
export const historyOf = (sent: ReadonlyArray<SentReply>, id: string): ReadonlyArray<string> =>
  sent.flatMap(([session, text]) => (session === id ? [text] : [])).reverse()

/**
 * Text after the arrow key, or `null` where the key moves the cursor: the arrows go through the history from an empty
 * field or from an unchanged entry, and below the newest entry is the empty field.
 */
export function stepped(history: ReadonlyArray<string>, text: string, step: 'older' | 'newer'): string | null {
  const at = history.indexOf(text)
  if (text !== '' && at === -1) return null
  const next = at + (step === 'older' ? 1 : -1)
  if (next < -1) return null
  return next === -1 ? '' : (history[next] ?? null)
}
