import { computed } from '@preact/signals'
import type { HubSession } from '../hub/hub.js'
import { parsed } from '../platform/parsed.js'
import { promptTemplates } from '../platform/preferences.js'
import { areEntries, isText } from '../state/draft-shelf.js'
import { shown } from '../state/sessions.js'

/** Title and text. */
type Template = readonly [title: string, text: string]

const MAX_TEMPLATES = 100
const MAX_TITLE = 60

/** Prompt templates of this device, by title. */
export const templates = computed(() => templatesIn(parsed(promptTemplates.value)))

const templatesIn = (stored: unknown): ReadonlyArray<Template> => (areEntries(isText)(stored) ? stored : [])

const without = (title: string): ReadonlyArray<Template> => templates.value.filter(([one]) => one !== title)

/** Saves a template; one of the same title is replaced. */
export function saveTemplate(title: string, text: string): void {
  const saved = [...without(title), [title, text] as const].sort(([one], [other]) => one.localeCompare(other))
  promptTemplates.value = JSON.stringify(saved.slice(0, MAX_TEMPLATES))
}

export function deleteTemplate(title: string): void {
  promptTemplates.value = JSON.stringify(without(title))
}

/** First line of a text, as the title of its template. */
export const titleOf = (text: string): string => (text.trim().split('\n', 1)[0] ?? '').slice(0, MAX_TITLE)

const VALUES: Readonly<Record<string, (session: HubSession) => string | null>> = {
  name: ({ name }) => shown(name),
  branch: ({ git }) => git?.branch ?? null,
  folder: ({ path }) => path,
  project: ({ project }) => project?.name ?? null,
  card: ({ boardCard }) => boardCard?.title ?? null,
}

export const PLACEHOLDERS = Object.keys(VALUES)

/** A text with the values of a session. Placeholders without a value stay, so that a person sees them. */
export const filled = (text: string, session: HubSession): string =>
  text.replaceAll(/\{\{ *(\w+) *\}\}/g, (whole, key: string) =>
    Object.hasOwn(VALUES, key) ? (VALUES[key]?.(session) ?? whole) : whole,
  )
