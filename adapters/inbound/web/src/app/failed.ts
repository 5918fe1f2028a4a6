import type { HubCode, HubFailure } from './hub/hub.js'
import { errorText } from './texts/error-texts.js'
import { messages } from './texts/messages.js'
import { toast } from './toasts.js'

/** Codes whose `detail` is output of a program, or names what remains. */
const WITH_OUTPUT: ReadonlyArray<HubCode> = [
  'BackgroundAgentRemains',
  'BranchDiffFailed',
  'FinishFailed',
  'FinishObstructed',
  'GitRefused',
  'MergeRefused',
  'NotUndoable',
  'PushFailed',
  'RepoUnreadable',
  'Unavailable',
  'UnreadableSettings',
]

/** Reason of a failure, as the second half of a sentence. */
export function because(failure: HubFailure): string {
  const m = messages.value
  switch (failure._tag) {
    case 'Refused':
      return refusalText(failure)
    case 'Unreadable':
      return errorText('UnknownFields') ?? m.hubRefusedIt
    case 'TooManyRequests':
      return m.tooManyRequests(failure.retryAfterSeconds)
    case 'Unauthorized':
    case 'Unreachable':
      return m.hubUnreachable
  }
}

type Refusal = Extract<HubFailure, { readonly _tag: 'Refused' }>

function refusalText(failure: Refusal): string {
  const m = messages.value
  const { code, error } = failure
  const detail = fieldOf(failure, 'detail')
  if (code === null) {
    // A proxy answers in its own words. A hub of another version has codes without a text.
    if (fieldOf(failure, 'code') !== null) return errorText('UnknownFields') ?? m.hubRefusedIt
    return error === '' ? m.hubRefusedIt : m.hubRefused(error)
  }
  const exact = errorText(`${code}.${fieldOf(failure, 'reason') ?? fieldOf(failure, 'problem') ?? detail ?? ''}`)
  if (exact !== null) return exact
  const text = errorText(code) ?? m.hubRefusedIt
  return detail !== null && WITH_OUTPUT.includes(code) ? `${text} (${detail})` : text
}

/** Text of a field of a refusal's body, such as its `reason`; `null` for other failures and without the field. */
export function fieldOf(failure: HubFailure, name: string): string | null {
  const body = failure._tag === 'Refused' ? failure.body : null
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
  const value = fieldOf(failure, field)
  const text = value !== null && Object.hasOwn(texts, value) ? texts[value] : undefined
  if (text === undefined) failed(what, failure)
  else toast({ kind: 'failed', text })
}

/** True for a refusal with one of these codes. Other codes than those of the operation do not compile. */
export const hasCode = <Code extends string>(
  failure: HubFailure<Code>,
  ...codes: ReadonlyArray<NoInfer<Code>>
): boolean => failure._tag === 'Refused' && failure.code !== null && codes.includes(failure.code)
