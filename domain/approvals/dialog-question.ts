import { isJsonObject, type JsonObject } from './canonical-json.js'
import { isLine, type DialogStep } from './dialog-step.js'
import { BETWEEN_LABELS, readQuestions, type Question } from './question.js'

/** Parts of a question and of an option that a dialog shows. */
const SHOWN_QUESTION: ReadonlySet<string> = new Set(['question', 'header', 'multiSelect', 'options'])
const SHOWN_OPTION: ReadonlySet<string> = new Set(['label', 'description'])
/** Options that have a digit as their key, beside the two choices below them. */
const MAX_OPTIONS = 7

/** Questions of a call whose dialog shows all of them; `null` for others. */
function shownQuestions(input: JsonObject): ReadonlyArray<Question> | null {
  const { questions, ...others } = input
  const read = readQuestions(input)
  if (read === null || !Array.isArray(questions) || Object.keys(others).length > 0) return null
  const areShown = questions.every((one) => {
    if (!isJsonObject(one)) return false
    const options: unknown = one['options']
    return (
      hasOnly(one, SHOWN_QUESTION) && Array.isArray(options) && options.every((each) => hasOnly(each, SHOWN_OPTION))
    )
  })
  const haveKeys = read.every(({ options }) => options.length > 0 && options.length <= MAX_OPTIONS)
  return areShown && haveKeys ? read : null
}

const hasOnly = (value: unknown, keys: ReadonlySet<string>): boolean =>
  isJsonObject(value) && Object.keys(value).every((key) => keys.has(key))

/** Text by which the dialog shows a question before it has an answer. */
export function questionText(input: JsonObject): string | null {
  const questions = shownQuestions(input)
  return questions === null ? null : pageOf(questions, 0)
}

/** Options by their positions in the order of the dialog, or own words. */
type Answer = ReadonlyArray<number> | string

/** Answer to each question; `null` when one cannot be given by keys. */
function answersIn(questions: ReadonlyArray<Question>, answered: JsonObject | null): ReadonlyArray<Answer> | null {
  const answers = answered?.['answers']
  if (!isJsonObject(answers)) return null
  const given = questions.map(({ text, options, isMultiple }): Answer | null => {
    const labels = options.map(({ label }) => label)
    const answer = answers[text]
    if (typeof answer !== 'string') return null
    if (isMultiple) return labelsIn(answer, labels)
    return labels.includes(answer) ? [labels.indexOf(answer)] : isLine(answer) ? answer : null
  })
  return given.every((one) => one !== null) ? given : null
}

/** Labels that an answer joins; `null` when other words are in it, which the dialog takes by no digit. */
export function labelsIn(answer: string, labels: ReadonlyArray<string>): ReadonlyArray<number> | null {
  for (const [at, label] of labels.entries()) {
    if (answer === label) return [at]
    if (!answer.startsWith(label + BETWEEN_LABELS)) continue
    const rest = labelsIn(answer.slice(label.length + BETWEEN_LABELS.length), labels)
    if (rest !== null) return [...new Set([at, ...rest])].sort((one, other) => one - other)
  }
  return null
}

const TOPIC = '☐'

interface PageState {
  /** Options that are marked, where several may be. */
  readonly marked?: ReadonlyArray<number>
  /** Row of the field while it has the cursor. */
  readonly field?: string
}

/**
 * Page of a question as Claude Code draws it (2.1.197, 2.1.332), without its rules and hints. One question with one answer has its topic
 * above it; others have tabs, and a page with all answers behind them.
 */
function pageOf(questions: ReadonlyArray<Question>, at: number, { marked = [], field }: PageState = {}): string {
  const question = questions[at]
  if (question === undefined) return ''
  const { text, header, options, isMultiple } = question
  const rows = options.map(({ label, description }, option) => {
    const mark = !isMultiple ? '' : marked.includes(option) ? '[✔] ' : '[ ] '
    return `${String(option + 1)}. ${mark}${label}\n${description ?? ''}`
  })
  const [own, below] = [`${String(options.length + 1)}. `, `${String(options.length + 2)}. `]
  const end = isMultiple ? [`${own}[ ] Type something`, 'Submit'] : [field ?? `${own}${EMPTY}`]
  const topics = hasTabs(questions) ? tabs(questions, marked.length === 0 ? at : at + 1) : `${TOPIC} ${header ?? ''}`
  return [topics, text, ...rows, ...end, `${below}Chat about this`].join('\n')
}

/** Placeholder of the field for own words. */
const EMPTY = 'Type something.'

const hasTabs = ([question, ...others]: ReadonlyArray<Question>): boolean =>
  others.length > 0 || question?.isMultiple === true

/** Tabs of the questions, of which the first ones have an answer. */
function tabs(questions: ReadonlyArray<Question>, answered: number): string {
  const topics = questions.map(({ header }, at) => `${at < answered ? '☒' : TOPIC} ${header ?? ''}`)
  return ['←', ...topics, '✔ Submit', '→'].join('  ')
}

/** Steps that answer the questions of a call; `null` where no keys give the answer. */
export function answerSteps(input: JsonObject, answered: JsonObject | null): ReadonlyArray<DialogStep> | null {
  const questions = shownQuestions(input)
  const answers = questions === null ? null : answersIn(questions, answered)
  if (questions === null || answers === null) return null
  const steps = answers.flatMap((answer, at) => stepsFor(questions, at, answer))
  return hasTabs(questions) ? [...steps, { page: reviewOf(questions, answers), key: '1' }] : steps
}

const keyAt = (at: number): '1' => String(at + 1) as '1'

function stepsFor(questions: ReadonlyArray<Question>, at: number, answer: Answer): ReadonlyArray<DialogStep> {
  const page = (state?: PageState): string => pageOf(questions, at, state)
  const { options = [], isMultiple = false } = questions[at] ?? {}
  if (typeof answer === 'string') {
    const row = `❯ ${String(options.length + 1)}. `
    return [
      { page: page(), key: keyAt(options.length) },
      { page: page({ field: row + EMPTY }), words: answer },
      { page: page({ field: row + answer }), key: 'Enter' },
    ]
  }
  const presses = answer.map((option, done) => ({ page: page({ marked: answer.slice(0, done) }), key: keyAt(option) }))
  return isMultiple ? [...presses, { page: page({ marked: answer }), key: 'Right' }] : presses
}

/** Page with all answers. */
function reviewOf(questions: ReadonlyArray<Question>, answers: ReadonlyArray<Answer>): string {
  const shown = questions.map(({ text, options }, at) => {
    const answer = answers[at] ?? ''
    const words =
      typeof answer === 'string' ? answer : answer.map((option) => options[option]?.label ?? '').join(BETWEEN_LABELS)
    return `● ${text}\n→ ${words}`
  })
  const done = tabs(questions, questions.length)
  return [done, 'Review your answers', ...shown, '1. Submit answers', '2. Cancel'].join('\n')
}
