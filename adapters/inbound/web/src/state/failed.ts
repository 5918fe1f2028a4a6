import type { HubFailure } from '../hub/hub.js'
import { errorText } from '../i18n/error-texts.js'
import { messages } from '../i18n/messages.js'
import { toast } from './toasts.js'

/** Reason of a failure, as the second half of a sentence. */
export function because(failure: HubFailure): string {
  const m = messages.value
  switch (failure._tag) {
    case 'Refused': {
      const text = errorText(fieldOf(failure.body, 'code'))
      const detail = fieldOf(failure.body, 'detail')
      if (text === null) return m.hubRefused(detail ?? failure.error)
      return detail === null ? text : `${text} (${detail})`
    }
    case 'TooManyRequests':
      return m.tooManyRequests(failure.retryAfterSeconds)
    case 'Unauthorized':
    case 'Unreachable':
      return m.hubUnreachable
  }
}

/** Text of a field of an error response. `detail` is more specific than an error like "Bad request". */
function fieldOf(body: unknown, name: string): string | null {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : null
  return typeof value === 'string' && value !== '' ? value : null
}

/** Shows a failure as a toast, with a button for `again`. The last output lines of a program can be copied. */
export function failed(what: string, failure: HubFailure, again: (() => void) | null = null): void {
  // The sign-in page already shows this failure.
  if (failure._tag === 'Unauthorized') return
  const detail = failure._tag === 'Refused' && failure.lines.length > 0 ? failure.lines.join('\n') : null
  const m = messages.value
  const action = again === null ? null : { label: m.tryAgain, run: again }
  toast({ kind: 'failed', text: m.failedTo(what, because(failure)), detail, action })
}

/** Shows the text for the value of a field of the refusal, such as the part that is wrong; without one as `failed` does. */
export function failedBy(
  field: string,
  texts: Readonly<Record<string, string>>,
  what: string,
  failure: HubFailure,
): void {
  const value = failure._tag === 'Refused' ? fieldOf(failure.body, field) : null
  const text = value !== null && Object.hasOwn(texts, value) ? texts[value] : undefined
  if (text === undefined) failed(what, failure)
  else toast({ kind: 'failed', text })
}

/** True for a refusal with this code. */
export const hasCode = (failure: HubFailure, code: string): boolean =>
  failure._tag === 'Refused' && fieldOf(failure.body, 'code') === code

/** True when the hub does not have what was asked for: another client was first. */
export const isGone = (failure: HubFailure): boolean => failure._tag === 'Refused' && failure.status === 404
