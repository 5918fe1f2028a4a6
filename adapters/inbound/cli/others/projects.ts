import { basename } from 'node:path'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { PROJECTS_ADD, PROJECTS_LS, PROJECTS_RENAME, PROJECTS_RM, PROJECTS_SHOW } from '../descriptions/others.js'
import { answered } from '../hub/answered.js'
import { dash, fields, table } from '../table.js'

/** `penates projects ls`. */
export const listProjects: Run<typeof PROJECTS_LS, HubContext> = (_, context) =>
  answered(context, context.hub.client.listProjects(), ({ body: { projects } }) => {
    const rows = projects.map(({ id, displayName, dev, backlogCount, path }) => [
      id,
      displayName,
      dash(dev.version),
      `${String(dev.done)}/${String(dev.total)}`,
      String(backlogCount),
      path,
    ])
    const text =
      rows.length === 0 ? 'No projects.\n' : table(['ID', 'NAME', 'VERSION', 'DONE', 'BACKLOG', 'FOLDER'], rows)
    return context.print({ json: projects, text, ids: projects.map(({ id }) => id) })
  })

/** `penates projects show`. */
export const showProject: Run<typeof PROJECTS_SHOW, HubContext> = ({ args }, context) =>
  answered(context, context.hub.client.readProject({ params: { id: args.project } }), ({ body }) => {
    const { id, displayName: name, path: folder, document, dev, backlog } = body
    const section = (title: string, items: typeof backlog): string =>
      items.length === 0
        ? ''
        : `\n${title}\n${items.map(({ done, text }) => `  [${done ? 'x' : ' '}] ${text}\n`).join('')}`
    const text = `${fields({ id, name, folder, plan: document })}${section(`Version ${dash(dev.version)}`, dev.items)}${section('Backlog', backlog)}`
    return context.print({ json: body, text, ids: [id] })
  })

/** `penates projects add`. */
export const addProject: Run<typeof PROJECTS_ADD, HubContext> = ({ args: { folder }, options: { name } }, context) => {
  const body = { path: folder, displayName: name ?? basename(folder) }
  return answered(context, context.hub.client.createProject({ body }), ({ body: project }) =>
    context.print({ json: project, text: `Added ${project.id}: ${project.path}\n`, ids: [project.id] }),
  )
}

/** `penates projects rename`. */
export const renameProject: Run<typeof PROJECTS_RENAME, HubContext> = ({ args: { project: id, name } }, context) =>
  answered(context, context.hub.client.changeProject({ params: { id }, body: { displayName: name } }), ({ body }) =>
    context.print({ json: body, text: `${id} is now shown as ${body.displayName}\n`, ids: [id] }),
  )

/** `penates projects rm`. */
export const removeProject: Run<typeof PROJECTS_RM, HubContext> = ({ args: { project: id } }, context) =>
  answered(context, context.hub.client.forgetProject({ params: { id } }), () =>
    context.print({ json: { id }, text: `Removed ${id}; its files stay.\n`, ids: [id] }),
  )
