import { computed } from '@preact/signals'
import { isText } from '../app/draft-shelf.js'
import { parsed } from '../app/platform/parsed.js'
import { sessionTemplates } from '../app/platform/preferences.js'
import { draft, isDraft, type Draft } from './draft.js'

/** Named input of the form. */
interface Template {
  readonly title: string
  readonly draft: Draft
}

const MAX_TEMPLATES = 50

const templatesIn = (kept: unknown): ReadonlyArray<Template> => (Array.isArray(kept) ? kept.filter(isTemplate) : [])

const isTemplate = (value: unknown): value is Template =>
  typeof value === 'object' &&
  value !== null &&
  'title' in value &&
  isText(value.title) &&
  'draft' in value &&
  isDraft(value.draft)

/** Templates of this device, the last saved first. */
export const templates = computed(() => templatesIn(parsed(sessionTemplates.value)))

const write = (all: ReadonlyArray<Template>): void => {
  sessionTemplates.value = JSON.stringify(all.slice(0, MAX_TEMPLATES))
}

const without = (title: string): ReadonlyArray<Template> => templates.value.filter((one) => one.title !== title)

/** Keeps the input of the form; a template of the same title is replaced. */
export function saveTemplate(title: string): void {
  write([{ title, draft: { ...draft.value, name: null, branch: null } }, ...without(title)])
}

export function deleteTemplate(title: string): void {
  write(without(title))
}

/** Fills the form. A template without a folder keeps that of the form. */
export function applyTemplate(title: string): void {
  const found = templates.value.find((one) => one.title === title)
  if (found) draft.value = { ...found.draft, folder: found.draft.folder || draft.value.folder }
}
