import * as t from 'io-ts'
import { literalPrompt } from '../../../domain/prompts/literal-text.js'
import { MAX_PROMPT_LENGTH } from '../../../domain/prompts/prompt.js'
import { recordOf, textOf } from '../../../infrastructure/codec/codecs.js'
import { PromptId } from '../http/prompts/codec.js'
import { bodyOf, described, sessionName as name, tool, type Tool } from './tool.js'

export const promptText = described('The prompt; lines may be separated by line feeds', textOf(1, MAX_PROMPT_LENGTH))

/** Tools of prompt queues by name. There is none for schedules: a run must not schedule itself. */
export const PROMPT_TOOLS: Readonly<Record<string, Tool>> = {
  list_prompts: tool({
    title: 'List queued prompts',
    description:
      'The queued prompts of a session in the order in which they are sent, with their state, and the last ones that were sent.',
    input: t.strict({ name }),
    isReader: true,
    run: ({ name: session }, context) =>
      bodyOf(context, context.hub.client.listPrompts({ params: { name: session } }), (queue) => queue),
  }),
  queue_prompt: tool({
    title: 'Queue a prompt',
    description:
      'Queues a prompt that the agent of a session gets when it is idle, after those that wait, as text: commands (/) and mentions (@) have no effect. Returns the queue at once. With an id the call may be repeated.',
    input: recordOf(
      { name, text: promptText },
      { id: described('New id: letters, digits, dash, underscore', PromptId) },
    ),
    isReader: false,
    run: ({ name: session, text, id }, context) => {
      const body = { text: literalPrompt(text), ...(id === undefined ? {} : { id }) }
      return bodyOf(context, context.hub.client.queuePrompt({ params: { name: session }, body }), (queue) => queue)
    },
  }),
  remove_prompt: tool({
    title: 'Remove a queued prompt',
    description: 'Removes a prompt that is not on its way from the queue of a session. Returns the queue.',
    input: t.strict({ name, id: described('Id of the prompt, as list_prompts shows it', textOf(1, 64)) }),
    isReader: false,
    run: ({ name: session, id }, context) =>
      bodyOf(context, context.hub.client.removePrompt({ params: { name: session, id } }), (queue) => queue),
  }),
}
