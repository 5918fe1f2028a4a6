import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type {
  InvalidPrompt,
  InvalidPromptTemplate,
  PromptTemplateChanged,
  PromptTemplateNotFound,
  PromptTemplatesFull,
} from '../../domain/prompts/errors.js'
import { promptText } from '../../domain/prompts/prompt.js'
import {
  addTemplate,
  changeTemplate,
  removeTemplate,
  templateTitle,
  type PromptTemplates,
} from '../../domain/prompts/prompt-template.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { PromptsPorts } from './ports.js'

export interface TemplateRequest {
  readonly title: string
  readonly text: string
}

/** Changes of a template; what is left out stays. */
export type TemplateChange = Partial<TemplateRequest> & {
  /** Text that the client has read; another one in its place refuses the change. */
  readonly formerText?: string
}

type Listed<Refusal = never> = TE.TaskEither<Unavailable | Refusal, PromptTemplates>

/** Reads and changes the prompt templates. Each returns all of them. */
export interface ManageTemplates {
  readonly list: Listed
  readonly add: (
    request: TemplateRequest,
    caller: Caller,
  ) => Listed<InvalidPrompt | InvalidPromptTemplate | PromptTemplatesFull>
  readonly change: (
    id: string,
    change: TemplateChange,
    caller: Caller,
  ) => Listed<
    InvalidPrompt | InvalidPromptTemplate | PromptTemplateNotFound | PromptTemplateChanged | PromptTemplatesFull
  >
  readonly remove: (id: string, caller: Caller) => Listed<PromptTemplateNotFound>
}

export function makeManageTemplates(
  deps: Pick<PromptsPorts, 'templates' | 'feed' | 'secrets' | 'audit' | 'clock'>,
): ManageTemplates {
  const { templates: store, feed, secrets, audit, clock } = deps

  const update =
    <Refusal>(change: (templates: PromptTemplates) => E.Either<Refusal, PromptTemplates>): Listed<Refusal> =>
    async () => {
      let former: PromptTemplates = []
      const stored = await store.update((templates) => {
        former = templates
        return change(templates)
      })()
      if (E.isRight(stored) && stored.right !== former)
        feed.publish({ _tag: 'prompt-templates-changed', at: clock.now() })
      return stored
    }

  return {
    list: store.read,
    add: ({ title, text }, caller) =>
      pipe(
        TE.Do,
        TE.bind('title', () => TE.fromEither(templateTitle(title))),
        TE.bindW('text', () => TE.fromEither(promptText(text))),
        TE.flatMap((template) => update((templates) => addTemplate(templates, { ...template, id: secrets.newId() }))),
        TE.tap(() => audit.record({ event: 'prompt-template.add', fields: {} }, caller)),
      ),
    change: (id, { title, text, formerText = null }, caller) =>
      pipe(
        TE.Do,
        TE.bind('title', () => readIfGiven(title, templateTitle)),
        TE.bindW('text', () => readIfGiven(text, promptText)),
        TE.flatMap((values) => update((templates) => changeTemplate(templates, id, values, formerText))),
        TE.tap(() => audit.record({ event: 'prompt-template.change', fields: { id } }, caller)),
      ),
    remove: (id, caller) =>
      pipe(
        update((templates) => removeTemplate(templates, id)),
        TE.tap(() => audit.record({ event: 'prompt-template.remove', fields: { id } }, caller)),
      ),
  }
}

const readIfGiven = <Refusal>(
  raw: string | undefined,
  read: (raw: string) => E.Either<Refusal, string>,
): TE.TaskEither<Refusal, string | null> => TE.fromEither(raw === undefined ? E.right(null) : read(raw))
