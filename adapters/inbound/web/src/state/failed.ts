import type { HubFailure } from '../hub/hub.js'
import { messages } from '../i18n/messages.js'
import { toast } from './toasts.js'

/** Reason of a failure, as the second half of a sentence. */
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

/** Detail of an error response, which is more specific than an error like "Bad request". */
function detailIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('detail' in body)) return null
  return typeof body.detail === 'string' && body.detail !== '' ? body.detail : null
}

/** Shows a failure as a toast. The last output lines of a program can be copied. */
export function failed(what: string, failure: HubFailure): void {
  // The sign-in page already shows this failure.
  if (failure._tag === 'Unauthorized') return
  const detail = failure._tag === 'Refused' && failure.lines.length > 0 ? failure.lines.join('\n') : null
  toast({ kind: 'failed', text: messages.value.failedTo(what, because(failure)), detail })
}
