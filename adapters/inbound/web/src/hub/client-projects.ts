import type { Asking } from './asking.js'
import type { PlanEdit, ProjectsHub } from './projects.js'

/** Projects of the hub behind the page's own address. */
export function clientProjects({ client, ask }: Asking): ProjectsHub {
  const identified = (id: string): { readonly params: { readonly id: string } } => ({ params: { id } })

  return {
    list: () => ask(client.listProjects(), ({ body }) => body.projects),
    search: (text) => ask(client.searchProjects({ query: { q: [text] } }), ({ body }) => body),
    project: (id) => ask(client.readProject(identified(id)), ({ body }) => body),
    register: (displayName, path) => ask(client.createProject({ body: { displayName, path } }), ({ body }) => body.id),
    change: (id, change) => ask(client.changeProject({ ...identified(id), body: change }), ({ body }) => body),
    forget: (id) => ask(client.forgetProject(identified(id)), () => undefined),
    edit: (id, edit) => ask(client.changePlan({ ...identified(id), body: bodyOf(edit) }), ({ body }) => body),
    release: (id, { narrative, docRev, ...versions }) =>
      ask(
        client.releasePlan({
          ...identified(id),
          body: { ...versions, ...(narrative === '' ? {} : { narrative }), ...(docRev === null ? {} : { docRev }) },
        }),
        ({ body }) => body,
      ),
    migrate: (id) => ask(client.migratePlan(identified(id)), ({ body }) => body),
    browse: (path, hidden) =>
      ask(client.browseFolders({ query: { hidden, ...(path === null ? {} : { path }) } }), ({ body }) => body),
    makeFolder: (path) => ask(client.makeFolder({ body: { path } }), ({ body }) => body.path),
    git: (id) => ask(client.readGlance(identified(id)), ({ body }) => body),
  }
}

/** An item is named by its line and what stood there: the hub refuses when it no longer does. */
function bodyOf(edit: PlanEdit) {
  if (!('item' in edit)) return edit
  const { item, ...rest } = edit
  return { ...rest, section: item.section, line: item.line, expect: item.text }
}
