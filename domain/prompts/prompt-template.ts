import * as E from 'fp-ts/lib/Either.js'
import {
  invalidPromptTemplate,
  promptTemplateChanged,
  promptTemplateNotFound,
  promptTemplatesFull,
  type InvalidPromptTemplate,
  type PromptTemplateChanged,
  type PromptTemplateNotFound,
  type PromptTemplatesFull,
} from './errors.js'
import { literalPart, literalPrompt } from './literal-text.js'

/** Text that is used for several prompts. Titles are unique. */
export interface PromptTemplate {
  readonly id: string
  readonly title: string
  /** May have placeholders: `{{branch}}`. */
  readonly text: string
}

export type PromptTemplates = ReadonlyArray<PromptTemplate>

export const MAX_TEMPLATES = 500
/** Texts of all templates, in UTF-16 code units: they are read, stored and listed as one. */
export const MAX_TEMPLATES_LENGTH = 2_000_000
/** In UTF-16 code units. */
export const MAX_TITLE_LENGTH = 60

/** Values of a session that a template may name. */
export const PLACEHOLDERS = ['name', 'branch', 'folder', 'project', 'card'] as const
export type PlaceholderValues = Readonly<Record<(typeof PLACEHOLDERS)[number], string | null>>

/**
 * A text with the values of a session, in which commands and mentions are text: agents name cards and branches. Unknown placeholders and
 * those without a value stay, so that a person sees them.
 */
export const filledTemplate = (text: string, values: PlaceholderValues): string =>
  text.replaceAll(/\{\{ *(\w+) *\}\}/g, (whole, key: string, at: number) => {
    const name = PLACEHOLDERS.find((one) => one === key)
    const value = name === undefined ? null : values[name]
    if (value === null) return whole
    return text.slice(0, at).trim() === '' ? literalPrompt(value) : literalPart(value)
  })

/** Characters that would act on the list of titles around them: controls, and directions that reach beyond a word. */
const ACTIVE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu

/** Reads a title: one line, without active characters and blanks at the ends. */
export function templateTitle(raw: string): E.Either<InvalidPromptTemplate, string> {
  const title = raw.replaceAll(ACTIVE, ' ').trim()
  return title === '' || title.length > MAX_TITLE_LENGTH ? E.left(invalidPromptTemplate) : E.right(title)
}

/**
 * Adds a template. A title that is taken gets a number: `Tests (2)`. A text that has the title already, with or without a number, is
 * not added again, so that a request may be repeated.
 */
export function addTemplate(
  templates: PromptTemplates,
  template: PromptTemplate,
): E.Either<PromptTemplatesFull, PromptTemplates> {
  const title = firstTitle(templates, template.title, ({ text }) => text === template.text)
  return templates.some((one) => one.title === title)
    ? E.right(templates)
    : withinBounds([...templates, { ...template, title }])
}

/** New values of a template; `null` leaves one as it is. */
export interface TemplateValues {
  readonly title: string | null
  readonly text: string | null
}

/** Changes a template. `formerText` is the one that the client has read: another one in its place refuses the change. */
export function changeTemplate(
  templates: PromptTemplates,
  id: string,
  { title, text }: TemplateValues,
  formerText: string | null,
): E.Either<PromptTemplateNotFound | PromptTemplateChanged | PromptTemplatesFull, PromptTemplates> {
  const former = templates.find((one) => one.id === id)
  if (former === undefined) return E.left(promptTemplateNotFound(id))
  if (formerText !== null && former.text !== formerText) return E.left(promptTemplateChanged(id))
  const others = templates.filter((one) => one.id !== id)
  const changed = { id, title: firstTitle(others, title ?? former.title, () => false), text: text ?? former.text }
  return withinBounds(templates.map((one) => (one.id === id ? changed : one)))
}

export function removeTemplate(
  templates: PromptTemplates,
  id: string,
): E.Either<PromptTemplateNotFound, PromptTemplates> {
  const others = templates.filter((one) => one.id !== id)
  return others.length === templates.length ? E.left(promptTemplateNotFound(id)) : E.right(others)
}

function withinBounds(templates: PromptTemplates): E.Either<PromptTemplatesFull, PromptTemplates> {
  if (templates.length > MAX_TEMPLATES) return E.left(promptTemplatesFull('count'))
  const length = templates.reduce((sum, { text }) => sum + text.length, 0)
  return length > MAX_TEMPLATES_LENGTH ? E.left(promptTemplatesFull('length')) : E.right(templates)
}

/** The title, or its beginning with the first number, that no template has or one that fits. */
function firstTitle(templates: PromptTemplates, title: string, fits: (template: PromptTemplate) => boolean): string {
  const byTitle = new Map(templates.map((one) => [one.title, one]))
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` (${String(number)})`
    const numbered = `${title.slice(0, MAX_TITLE_LENGTH - suffix.length).trimEnd()}${suffix}`
    const taken = byTitle.get(numbered)
    if (taken === undefined || fits(taken)) return numbered
  }
}
