import * as t from 'io-ts'
import type { PromptTemplate, PromptTemplates } from '../../../../domain/prompts/prompt-template.js'
import { recordOf } from '../../../../infrastructure/codec/codecs.js'
import { from, jsonOf } from '../../../../infrastructure/codec/json-of.js'
import { named } from '../../../../infrastructure/codec/schema.js'

/** Text that is used for several prompts. The client replaces placeholders, as in `{{branch}}`. */
const TemplateJson = named(
  'PromptTemplate',
  jsonOf<PromptTemplate>()({
    id: t.string,
    /** Unique, one line. */
    title: t.string,
    text: t.string,
  }),
)

export const TemplatesJson = jsonOf<PromptTemplates>()({
  templates: from(t.readonlyArray(TemplateJson), (templates) => templates),
})

/** A title that is taken gets a number. The same title and text are added once, so the request may be repeated. */
export const NewTemplateJson = recordOf({ title: t.string, text: t.string }, {})

/** Members that are left out stay as they are. `formerText` is the text that the client has read. */
export const TemplateChangeJson = t.exact(t.partial({ title: t.string, text: t.string, formerText: t.string }))
