import * as t from 'io-ts'
import { identity } from 'fp-ts/lib/function.js'
import type { QueuedPrompt } from '../../../../domain/prompts/prompt.js'
import type { PromptQueues } from '../../../../domain/prompts/prompt-queues.js'
import type { PromptTemplate, PromptTemplates } from '../../../../domain/prompts/prompt-template.js'
import { nullable, recordOf } from '../../../../infrastructure/codec/codecs.js'
import { from, isoTime, jsonOf } from '../../../../infrastructure/codec/json-of.js'
import { named, withSchema } from '../../../../infrastructure/codec/schema.js'

export const PromptStateJson = t.keyof({ waiting: null, sending: null, sent: null, failed: null, unknown: null })
export const PromptFaultJson = nullable(
  t.keyof({ ended: null, unavailable: null, dialog: null, unconfirmed: null, restart: null }),
)

/** Longest id that a client gives a prompt; a UUID has 36 characters. */
const MAX_ID_LENGTH = 64

export const PromptId = withSchema(
  t.refinement(t.string, (id) => new RegExp(`^[\\w-]{1,${String(MAX_ID_LENGTH)}}$`).test(id), 'PromptId'),
  { type: 'string', minLength: 1, maxLength: MAX_ID_LENGTH, pattern: '^[A-Za-z0-9_-]+$' },
)

/** A prompt in the queue of a session. */
export const PromptJson = named(
  'QueuedPrompt',
  jsonOf<QueuedPrompt, 'session'>()({
    id: t.string,
    /** Without control characters other than tabs and line feeds. */
    text: t.string,
    state: PromptStateJson,
    /** Reason of `failed` and `unknown`. */
    fault: PromptFaultJson,
    createdAt: isoTime,
    changedAt: isoTime,
  }),
)

/** The queue of a session: sent prompts, then the others in the order in which they are sent. */
export const PromptsJson = named(
  'PromptQueue',
  jsonOf<PromptQueues>()({ prompts: from(t.readonlyArray(PromptJson), identity<PromptQueues>) }),
)

/**
 * With an `id` of the client the request may be repeated: the same id is queued once. `now` sends it at once, also to a working
 * agent; it waits only while another one is on its way, and nothing is queued where the agent takes no prompt.
 */
export const NewPromptJson = recordOf({ text: t.string }, { id: PromptId, now: t.boolean })

/** Text for a terminal. */
export const InputJson = recordOf({ text: t.string }, { enter: t.boolean })

/** `before`: id of the prompt before which it is put; `null` puts it at the end. */
export const PromptChangeJson = t.exact(t.partial({ text: t.string, before: t.union([PromptId, t.null]) }))

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
