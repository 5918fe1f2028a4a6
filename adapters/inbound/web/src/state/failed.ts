import type { HubFailure } from '../hub/hub.js'
import { messages } from '../i18n/messages.js'
import { toast } from './toasts.js'

/** Why it failed, as the second half of a sentence. */
export function because(failure: HubFailure): string {
  const m = messages.value
  switch (failure._tag) {
    case 'Refused':
      return m.hubRefused(detailIn(failure.body) ?? failure.error)
    case 'TooManyRequests':
      return m.tooManyRequests(failure.retryAfterSeconds)
    case 'Unauthorized':
    case 'Unreachable':
      return m.hubUnreachable
  }
}

/** What the hub says beside a general word like "Bad request". */
function detailIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('detail' in body)) return null
  return typeof body.detail === 'string' && body.detail !== '' ? body.detail : null
}

/** Says what was not done and why; the last lines of a program can be copied. */
export function failed(what: string, failure: HubFailure): void {
  // The sign-in page says it all.
  if (failure._tag === 'Unauthorized') return
  const detail = failure._tag === 'Refused' && failure.lines.length > 0 ? failure.lines.join('\n') : null
  toast({ kind: 'failed', text: messages.value.failedTo(what, because(failure)), detail })
}
