import * as E from 'fp-ts/lib/Either.js'
import { filledTemplate } from '../../../../domain/prompts/prompt-template.js'
import { shown } from '../../../../domain/push/message.js'
import type { ResponseBody } from '../../http/client/bodies.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { TEMPLATE_ADD, TEMPLATE_EDIT, TEMPLATE_LS, TEMPLATE_RM } from '../descriptions/prompts.js'
import type { ExitCode } from '../exit-codes.js'
import { answered } from '../hub/answered.js'
import { byPrefix, shortId } from '../hub/by-prefix.js'
import { explain } from '../hub/client-failure.js'
import type { Failure } from '../output.js'
import { promptOf } from '../sessions/send.js'
import { shortText, table } from '../table.js'

type Template = ResponseBody<'listPromptTemplates'>['templates'][number]

const HEAD = ['ID', 'TITLE', 'PROMPT']

/** `penates template ls`. */
export const listTemplates: Run<typeof TEMPLATE_LS, HubContext> = (_, context) =>
  answered(context, context.hub.client.listPromptTemplates(), ({ body: { templates } }) => {
    const rows = templates.map(({ id, title, text }) => [shortId(id), title, shortText(text)])
    const text = rows.length === 0 ? 'No templates.\n' : table(HEAD, rows)
    return context.print({ json: templates, text, ids: templates.map(({ id }) => id) })
  })

/** `penates template add`. */
export const addTemplate: Run<typeof TEMPLATE_ADD, HubContext> = async ({ args: { title, text } }, context) => {
  const prompt = await promptOf(text, context)
  if (E.isLeft(prompt)) return context.fail({ exit: 'usage', problem: prompt.left })
  const call = context.hub.client.addPromptTemplate({ body: { title, text: prompt.right } })
  return answered(context, call, ({ body: { templates } }) => {
    const added = templates.find((one) => one.title === title && one.text === prompt.right)
    return printed(added ?? templates.at(-1), 'Added', context)
  })
}

/** `penates template edit`. */
export const editTemplate: Run<typeof TEMPLATE_EDIT, HubContext> = async ({ args, options: { title } }, context) => {
  if (args.text.length === 0 && title === undefined)
    return context.fail({ exit: 'usage', problem: 'nothing to change: give words of a prompt or --title' })
  const prompt = args.text.length === 0 ? E.right(null) : await promptOf(args.text, context)
  if (E.isLeft(prompt)) return context.fail({ exit: 'usage', problem: prompt.left })
  const text = prompt.right === null ? {} : { text: prompt.right }
  return withTemplate(args.id, context, ({ id, text: formerText }) => {
    const body = { ...(title === undefined ? {} : { title }), ...text, formerText }
    return answered(
      context,
      context.hub.client.changePromptTemplate({ params: { id }, body }),
      ({ body: { templates } }) =>
        printed(
          templates.find((one) => one.id === id),
          'Changed',
          context,
        ),
    )
  })
}

/** `penates template rm`. */
export const removeTemplate: Run<typeof TEMPLATE_RM, HubContext> = ({ args }, context) =>
  withTemplate(args.id, context, (found) =>
    answered(context, context.hub.client.removePromptTemplate({ params: { id: found.id } }), () =>
      printed(found, 'Removed', context),
    ),
  )

/** Text of the template with a title, with the values of a session. */
export async function promptFromTemplate(
  title: string,
  name: string,
  { hub }: HubContext,
): Promise<E.Either<Failure, string>> {
  const { client } = hub
  const [templates, sessions, settings] = await Promise.all([
    client.listPromptTemplates()(),
    client.listSessions()(),
    client.readSettings()(),
  ])
  if (E.isLeft(templates)) return E.left(explain(templates.left, hub))
  if (E.isLeft(sessions)) return E.left(explain(sessions.left, hub))
  if (E.isLeft(settings)) return E.left(explain(settings.left, hub))
  const template = templates.right.body.templates.find((one) => one.title === title)
  if (template === undefined) return E.left({ exit: 'notFound', problem: `there is no template ${title}` })
  const session = sessions.right.body.find((one) => one.name === name)
  if (session === undefined) return E.left({ exit: 'notFound', problem: `there is no session ${name}` })
  const { git, path, project, boardCard } = session
  const shownName = shown(name, settings.right.body.features.sessionPrefix)
  const values = { name: shownName, branch: git?.branch ?? null, folder: path, project: project?.name ?? null }
  return E.right(filledTemplate(template.text, { ...values, card: boardCard?.title ?? null }))
}

const printed = (template: Template | undefined, what: string, context: HubContext): ExitCode =>
  context.print({
    json: template,
    text: `${what} the template ${template?.title ?? ''}.\n`,
    ids: template === undefined ? [] : [template.id],
  })

/** Uses the one template whose id begins with the text. */
const withTemplate = (
  text: string,
  context: HubContext,
  use: (found: Template) => Promise<ExitCode>,
): Promise<ExitCode> =>
  answered(context, context.hub.client.listPromptTemplates(), ({ body: { templates } }) => {
    const found = byPrefix(templates, text, 'template')
    return E.isLeft(found) ? context.fail(found.left) : use(found.right)
  })
