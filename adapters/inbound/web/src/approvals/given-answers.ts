import type { Question } from '../../../../../domain/approvals/question.js'

/** Chosen labels and own words for a question. */
interface Given {
  readonly labels: ReadonlyArray<string>
  readonly words: string
}

/** Answers so far, by the text of the question. */
export type GivenAnswers = Readonly<Record<string, Given>>

const EMPTY: Given = { labels: [], words: '' }

const givenTo = (given: GivenAnswers, { text }: Question): Given =>
  Object.hasOwn(given, text) ? (given[text] ?? EMPTY) : EMPTY

export const isChosen = (given: GivenAnswers, question: Question, label: string): boolean =>
  givenTo(given, question).labels.includes(label)

/** Chooses an option, or takes it away where several may be chosen. */
export function withOption(given: GivenAnswers, question: Question, label: string): GivenAnswers {
  const { labels, words } = givenTo(given, question)
  const others = labels.filter((one) => one !== label)
  if (!question.isMultiple) return { ...given, [question.text]: { labels: [label], words: '' } }
  return { ...given, [question.text]: { labels: others.length < labels.length ? others : [...labels, label], words } }
}

/** Sets the own words, which are the answer in place of an option where only one may be chosen. */
export function withWords(given: GivenAnswers, question: Question, words: string): GivenAnswers {
  const { labels } = givenTo(given, question)
  return { ...given, [question.text]: { labels: question.isMultiple || words === '' ? labels : [], words } }
}

const answerTo = (given: GivenAnswers, question: Question): ReadonlyArray<string> => {
  const { labels, words } = givenTo(given, question)
  const chosen = question.options.map(({ label }) => label).filter((label) => labels.includes(label))
  return words.trim() === '' ? chosen : [...chosen, words.trim()]
}

/** Questions without an answer, in their order. */
export const missing = (questions: ReadonlyArray<Question>, given: GivenAnswers): ReadonlyArray<Question> =>
  questions.filter((question) => answerTo(given, question).length === 0)

/** Answers as the hub takes them. */
export const answersOf = (
  questions: ReadonlyArray<Question>,
  given: GivenAnswers,
): Readonly<Record<string, ReadonlyArray<string>>> =>
  Object.fromEntries(questions.map((question) => [question.text, answerTo(given, question)]))

/** True for a stored draft of this form. */
export const isGivenAnswers = (value: unknown): value is GivenAnswers =>
  typeof value === 'object' && value !== null && Object.values(value).every(isGiven)

const isGiven = (value: unknown): value is Given =>
  typeof value === 'object' &&
  value !== null &&
  'labels' in value &&
  Array.isArray(value.labels) &&
  value.labels.every((label) => typeof label === 'string') &&
  'words' in value &&
  typeof value.words === 'string'
