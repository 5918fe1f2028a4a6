import * as E from 'fp-ts/lib/Either.js'
import { isJsonObject, type JsonObject } from './canonical-json.js'
import { answerTooLong, invalidAnswers, type InvalidAnswers } from './errors.js'

/** Tool with which Claude Code asks a person to choose. Measured with 2.1.197 and 2.1.332. */
const QUESTION_TOOL = 'AskUserQuestion'
/** Tool with which Claude Code asks a person to accept its plan. Measured with 2.1.197 and 2.1.332. */
const PLAN_TOOL = 'ExitPlanMode'

/**
 * Subject of a request to a person. `permission`: to let a tool run. `question`: to choose answers. `plan`: to accept a plan.
 * `form`: to fill in what an MCP server asks for. The latter three run nothing. The agent shows a dialog for a question or a plan
 * in its terminal at the same time, and for a form afterwards.
 */
export type RequestKind = 'permission' | 'question' | 'plan' | 'form'

/** Kind by the tool; a form is told by its gate, since a tool may have any name. */
export function kindOf({ tool, gate }: { readonly tool: string; readonly gate?: string }): RequestKind {
  if (gate === 'Elicitation') return 'form'
  if (tool === QUESTION_TOOL) return 'question'
  return tool === PLAN_TOOL ? 'plan' : 'permission'
}

export interface Option {
  readonly label: string
  readonly description: string | null
}

/** One question of a call. `text` names it in the answer. */
export interface Question {
  readonly text: string
  readonly header: string | null
  readonly options: ReadonlyArray<Option>
  /** True when several options may be chosen. */
  readonly isMultiple: boolean
}

/** Questions in the input of a call; `null` when they cannot be read or two have the same text. */
export function readQuestions({ questions }: Readonly<Record<string, unknown>>): ReadonlyArray<Question> | null {
  if (!Array.isArray(questions) || questions.length === 0) return null
  const read = questions.map(readQuestion)
  const known = read.filter((one) => one !== null)
  const isWhole = known.length === read.length && new Set(known.map(({ text }) => text)).size === known.length
  return isWhole ? known : null
}

function readQuestion(value: unknown): Question | null {
  if (!isJsonObject(value)) return null
  const { question, header, options, multiSelect } = value
  if (typeof question !== 'string' || question === '' || !Array.isArray(options)) return null
  const read = options.map(readOption).filter((one) => one !== null)
  if (read.length !== options.length) return null
  return { text: question, header: textOrNull(header), options: read, isMultiple: multiSelect === true }
}

function readOption(value: unknown): Option | null {
  if (!isJsonObject(value) || typeof value['label'] !== 'string' || value['label'] === '') return null
  return { label: value['label'], description: textOrNull(value['description']) }
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const HEADING = /^\s*#{1,6}\s+/
const LINE_MARKUP = /^\s*(?:#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?|\d+[.)]\s+|>\s?|(?:```|~~~).*$|[-*_]{3,}\s*$)/
const LINK = /!?\[([^\]]*)\]\([^)]*\)/g
const EMPHASIS = /(\*{1,3}|~~|\b_{1,3})(?=\S)(.+?)(?<=\S)(?:\1|_{1,3}\b)/g

/** A Markdown plan in one line without markup and headings; its headings where it has nothing else. */
export function planSummary(plan: string): string {
  const lines = plan.split('\n').filter((line) => line.trim() !== '')
  const body = lines
    .filter((line) => !HEADING.test(line))
    .map(withoutMarkup)
    .filter(Boolean)
  return (body.length > 0 ? body : lines.map(withoutMarkup).filter(Boolean)).join(' ')
}

const withoutMarkup = (line: string): string =>
  line.replace(LINE_MARKUP, '').replace(LINK, '$1').replaceAll('`', '').replace(EMPHASIS, '$2').trim()

/** UTF-16 code units of own words, above what people type. Labels are as long as the agent made them. */
export const MAX_WORDS_LENGTH = 2_000
/** Between the labels of several chosen options, as the dialog of the agent joins them. */
export const BETWEEN_LABELS = ', '

/**
 * Input that answers the questions of a call: the original with the answers by question. `given` has a text or a list of texts
 * for each question; a text that is no label is an answer in the person's own words. Every question needs an answer: the
 * agent guesses in place of a missing one.
 */
export function answeredInput(input: JsonObject, given: unknown): E.Either<InvalidAnswers, JsonObject> {
  const questions = readQuestions(input)
  if (questions === null || !isJsonObject(given)) return E.left(invalidAnswers('missing'))
  const texts = new Set(questions.map(({ text }) => text))
  if (Object.keys(given).some((key) => !texts.has(key))) return E.left(invalidAnswers('unknown-question'))
  const answers: [string, string][] = []
  for (const { text, isMultiple, options } of questions) {
    const labels = new Set<unknown>(options.map(({ label }) => label))
    const value: unknown = Object.hasOwn(given, text) ? given[text] : undefined
    const chosen: ReadonlyArray<unknown> = Array.isArray(value) ? value : [value]
    const words = chosen.filter((one) => !labels.has(one))
    if (chosen.length === 0 || !words.every(isAnswer)) return E.left(invalidAnswers('missing'))
    if (chosen.length > 1 && !isMultiple) return E.left(invalidAnswers('several'))
    if (words.join(BETWEEN_LABELS).length > MAX_WORDS_LENGTH) return E.left(answerTooLong(MAX_WORDS_LENGTH))
    answers.push([text, chosen.map((one) => (labels.has(one) ? one : String(one).trim())).join(BETWEEN_LABELS)])
  }
  return E.right({ ...input, answers: Object.fromEntries(answers) })
}

const isAnswer = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
