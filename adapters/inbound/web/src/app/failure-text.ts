import { FAILURE_TEXTS, type TurnFailure } from '../../../../../domain/attention/turn-failure.js'
import { messages } from './texts/messages.js'

/** Meaning of a failure in the language of the page, and the words of the agent where it has any. */
export function failureText({ kind, text }: TurnFailure): string {
  const meaning = messages.value.turnFailures[kind]
  return text === FAILURE_TEXTS[kind] ? meaning : `${meaning} ${text}`
}
