import * as E from 'fp-ts/lib/Either.js'
import type { Question } from '../../../../domain/approvals/question.js'
import type { Failure } from '../output.js'
import { safeLine } from '../safe-text.js'

/** Answers by question, as the hub takes them. */
type Answers = Readonly<Record<string, ReadonlyArray<string>>>

/** Assigns one word of the command line to each question. Another number of words, or an empty one, lists the questions. */
export function assignAnswers(
  questions: ReadonlyArray<Question>,
  words: ReadonlyArray<string>,
): E.Either<Failure, Answers> {
  const answers = questions.map((question, index) => [question.text, chosenIn(question, words[index] ?? '')] as const)
  return words.length === questions.length && answers.every(([, chosen]) => chosen.length > 0)
    ? E.right(Object.fromEntries(answers))
    : E.left({
        exit: 'usage',
        problem: 'each question needs one answer, in their order',
        mend: questions.map(lineOf).join('\n  '),
      })
}

/** Answers in one word. A label that contains commas is joined again by the hub. */
const chosenIn = ({ isMultiple }: Question, word: string): ReadonlyArray<string> =>
  (isMultiple ? word.split(',') : [word]).map((text) => text.trim()).filter((text) => text !== '')

const lineOf = ({ text, options, isMultiple }: Question, index: number): string => {
  const labels = options.map(({ label }) => label).join(' | ')
  return safeLine(`${String(index + 1)}. ${text} (${isMultiple ? 'one or more' : 'one'} of: ${labels})`)
}
