import { effect, signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { filledTemplate, MAX_TITLE_LENGTH } from '../../../../../domain/prompts/prompt-template.js'
import type { Answer, BodyOf, HubFailure, HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { parsed } from '../app/platform/parsed.js'
import { promptTemplates } from '../app/platform/preferences.js'
import { areEntries, isText } from '../app/draft-shelf.js'
import { failed, hasCode } from '../app/failed.js'
import { queueRevision } from './queued-prompts.js'
import { shown } from '../app/sessions.js'
import { token } from '../app/sign-in.js'
import { ask, client } from '../app/the-hub.js'

export type Template = BodyOf<'listPromptTemplates'>['templates'][number]
type Templates = ReadonlyArray<Template>

/** Prompt templates of the hub, by title. */
const templates = signal<Templates>([])

/** `queueRevision` at the last read. */
let readAt = -1

effect(() => {
  if (token.value !== null) return
  templates.value = []
  readAt = -1
})

/** Templates that an older page stored in this browser only. */
function localTemplates(): ReadonlyArray<readonly [title: string, text: string]> {
  const stored = parsed(promptTemplates.value)
  return areEntries(isText)(stored) ? stored : []
}

/** Requests run one after the other, so that an older answer replaces no newer one. */
let last: Promise<unknown> = Promise.resolve()

function inTurn(call: () => Promise<Answer<BodyOf<'listPromptTemplates'>>>): Promise<HubFailure | null> {
  const mine = last.then(async () => {
    const answer = await call()
    if (!answer.ok) return answer.failure
    templates.value = [...answer.value.templates].sort((one, other) => one.title.localeCompare(other.title))
    return null
  })
  last = mine
  return mine
}

const showing = async (call: Promise<HubFailure | null>): Promise<boolean> => {
  const failure = await call
  if (failure !== null) failed(messages.value.promptTemplatesUnchanged, failure)
  return failure === null
}

/** Move of this page, which happens once. */
let moving: Promise<void> | null = null

/** Moves the templates of this browser to the hub, one by one: what the hub does not take stays here. */
async function moveLocal(): Promise<void> {
  for (const entry of localTemplates()) {
    const [title, text] = entry
    const failure = await inTurn(() => ask(client.addPromptTemplate({ body: { title: titleOf(title), text } })))
    if (failure !== null) {
      failed(messages.value.promptTemplateStays(title), failure)
      continue
    }
    const left = localTemplates().filter(([one, other]) => one !== title || other !== text)
    promptTemplates.value = JSON.stringify(left)
  }
}

/** Templates for a menu or dialog that is open, read when the first one opens and after each change. */
export function templatesNow(): Templates {
  const revision = queueRevision.value
  if (token.value !== null && readAt !== revision) {
    readAt = revision
    void inTurn(() => ask(client.listPromptTemplates())).then((failure) => {
      if (failure !== null) readAt = -1
    })
  }
  return templates.value
}

/** Moves templates of this browser to the hub once. */
export function useLocalTemplates(): void {
  useEffect(() => void (moving ??= moveLocal()), [])
}

export const saveTemplate = (title: string, text: string): Promise<boolean> =>
  showing(inTurn(() => ask(client.addPromptTemplate({ body: { title, text } }))))

export const deleteTemplate = ({ id }: Template): Promise<boolean> =>
  showing(inTurn(() => ask(client.removePromptTemplate({ params: { id } }))))

export const renameTemplate = ({ id }: Template, title: string): Promise<boolean> =>
  showing(inTurn(() => ask(client.changePromptTemplate({ params: { id }, body: { title } }))))

/** Stores another text. Where another client has changed or removed the template meanwhile, the text becomes a template of its own. */
export async function rewriteTemplate({ id, title, text: formerText }: Template, text: string): Promise<boolean> {
  const failure = await inTurn(() => ask(client.changePromptTemplate({ params: { id }, body: { text, formerText } })))
  if (failure === null) return true
  const isOvertaken = hasCode(failure, 'PromptTemplateNotFound', 'PromptTemplateChanged')
  return isOvertaken ? saveTemplate(title, text) : showing(Promise.resolve(failure))
}

/** First line of a text, as the title of its template. */
export const titleOf = (text: string): string => (text.trim().split('\n', 1)[0] ?? '').slice(0, MAX_TITLE_LENGTH).trim()

/** A text with the values of a session. Placeholders without a value stay, so that a person sees them. */
export const filled = (text: string, { name, git, path, project, boardCard }: HubSession): string =>
  filledTemplate(text, {
    ...{ name: shown(name), branch: git?.branch ?? null, folder: path },
    ...{ project: project?.name ?? null, card: boardCard?.title ?? null },
  })
