import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { QUEUE_ADD, QUEUE_LS, QUEUE_RM } from '../descriptions/prompts.js'
import { answered } from '../hub/answered.js'
import { byPrefix, shortId } from '../hub/by-prefix.js'
import type { Failure } from '../output.js'
import { promptOf } from '../sessions/send.js'
import { dash, shortText, table } from '../table.js'
import { promptFromTemplate } from './template.js'

const HEAD = ['ID', 'STATE', 'FAULT', 'CHANGED', 'PROMPT']

/** `penates queue ls`. */
export const listQueue: Run<typeof QUEUE_LS, HubContext> = ({ args: { name } }, context) =>
  answered(context, context.hub.client.listPrompts({ params: { name } }), ({ body: { prompts } }) => {
    const rows = prompts.map(({ id, state, fault, changedAt, text }) => [
      ...[shortId(id), state, dash(fault), changedAt, shortText(text)],
    ])
    const text = rows.length === 0 ? 'No prompts.\n' : table(HEAD, rows)
    return context.print({ json: prompts, text, ids: prompts.map(({ id }) => id) })
  })

/** `penates queue add`. */
export const addToQueue: Run<typeof QUEUE_ADD, HubContext> = async ({ args: { name, text }, options }, context) => {
  const prompt = await promptFor(name, text, options.template, context)
  if (E.isLeft(prompt)) return context.fail(prompt.left)
  const id = randomUUID()
  const call = context.hub.client.queuePrompt({ params: { name }, body: { id, text: prompt.right } })
  return answered(context, call, ({ body: { prompts } }) =>
    context.print({ json: prompts.find((one) => one.id === id), text: `Queued for ${name}.\n`, ids: [id] }),
  )
}

/** Words, or the template in place of them. */
async function promptFor(
  name: string,
  text: ReadonlyArray<string>,
  template: string | undefined,
  context: HubContext,
): Promise<E.Either<Failure, string>> {
  if ((text.length === 0) === (template === undefined))
    return E.left({ exit: 'usage', problem: 'give the words of a prompt or --template' })
  if (template !== undefined) return promptFromTemplate(template, name, context)
  return E.mapLeft((problem: string): Failure => ({ exit: 'usage', problem }))(await promptOf(text, context))
}

/** `penates queue rm`. */
export const removeFromQueue: Run<typeof QUEUE_RM, HubContext> = ({ args: { name, id } }, context) =>
  answered(context, context.hub.client.listPrompts({ params: { name } }), ({ body: { prompts } }) => {
    const found = byPrefix(prompts, id, 'prompt')
    if (E.isLeft(found)) return context.fail(found.left)
    const call = context.hub.client.removePrompt({ params: { name, id: found.right.id } })
    return answered(context, call, () =>
      context.print({ json: found.right, text: 'Removed the prompt.\n', ids: [found.right.id] }),
    )
  })
