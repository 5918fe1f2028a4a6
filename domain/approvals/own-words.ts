import type { CallPlace, ToolCall } from './approval.js'
import { isJsonObject, type JsonObject } from './canonical-json.js'
import { reasonProblem } from './denial-reason.js'
import { MAX_LINE_LENGTH } from './dialog-step.js'
import { answerTooLong, invalidAnswers, type InvalidAnswers } from './errors.js'
import { labelsIn } from './dialog-question.js'
import { kindOf, MAX_WORDS_LENGTH, readQuestions, type Question } from './question.js'

/** Characters that an answer in own words may have at a place; 0 for a call that is no question. Keys type one line. */
export const answerLimitOf = (call: Pick<ToolCall, 'tool'>, place: CallPlace): number =>
  kindOf(call) !== 'question' ? 0 : place === 'hook' ? MAX_WORDS_LENGTH : MAX_LINE_LENGTH

/** Fault of own words that keys cannot give; `null` for answers without one. `answered` is the input with its answers. */
export function wordsFault(call: Pick<ToolCall, 'tool'>, answered: JsonObject | null): InvalidAnswers | null {
  const [questions, answers] = [
    kindOf(call) === 'question' ? readQuestions(answered ?? {}) : null,
    answered?.['answers'],
  ]
  if (questions === null || !isJsonObject(answers)) return null
  const limit = answerLimitOf(call, 'dialog')
  for (const { text, options, isMultiple } of questions) {
    const answer = answers[text]
    const isOption = options.some(({ label }) => label === answer)
    if (typeof answer !== 'string' || isOption) continue
    // The field beside several options is reached by arrows alone.
    if (isMultiple) {
      if (!areOptions(answer, options)) return invalidAnswers('options-only')
      continue
    }
    const problem = reasonProblem(answer, { limit, isOneLine: true })
    if (problem !== null) return problem === 'too-long' ? answerTooLong(limit) : invalidAnswers('several-lines')
  }
  return null
}

const areOptions = (answer: string, options: Question['options']): boolean =>
  labelsIn(
    answer,
    options.map(({ label }) => label),
  ) !== null
