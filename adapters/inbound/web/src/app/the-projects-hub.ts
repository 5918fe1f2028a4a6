import type { BodyOf } from './hub/hub.js'
import { hubCalls, withId } from './the-hub.js'

/** Project in the list. */
export type ProjectSummary = BodyOf<'listProjects'>['projects'][number]
/** Project with its plan. */
export type HubProject = BodyOf<'readProject'>
export type Plan = Pick<HubProject, 'released' | 'dev' | 'backlog' | 'changelog'>
export type PlanSection = Plan['dev']
/** Line of a plan: `- [x] text {key: value}`. */
export type PlanItem = PlanSection['items'][number]
export type SectionName = 'released' | 'dev' | 'backlog'
export type PlanMatches = BodyOf<'searchProjects'>
export type ProjectGit = BodyOf<'readGlance'>
/** Folder of the hub's machine with its subfolders. */
export type BrowsedFolder = BodyOf<'browseFolders'>

/** Item as the page showed it. It identifies the item again after the document changed. */
export interface ItemRef {
  readonly section: SectionName
  readonly text: string
  readonly line: number
}

/** Edit of a plan document. Items are identified as the page showed them. */
export type PlanEdit =
  | { readonly action: 'toggle' | 'delete'; readonly item: ItemRef }
  | {
      readonly action: 'add'
      readonly section: SectionName
      readonly text: string
      readonly meta?: Readonly<Record<string, string>>
    }
  | { readonly action: 'edit'; readonly item: ItemRef; readonly text: string }
  | { readonly action: 'move'; readonly item: ItemRef; readonly toSection: SectionName }
  | { readonly action: 'reorder'; readonly item: ItemRef; readonly toIndex: number }
  | { readonly action: 'set-version'; readonly section: 'released' | 'dev'; readonly version: string }

export interface Release {
  readonly releaseVersion: string
  readonly newDevVersion: string
  /** Markdown for the changelog; may be empty. */
  readonly narrative: string
  /** Revision that the user has seen. */
  readonly docRev: string | null
}

/** Requests about projects and their plans. They never reject. */
export const projectsHub = hubCalls(({ client, ask }) => ({
  list: () => ask(client.listProjects(), ({ body }) => body.projects),
  /** Items of all plans whose text contains `text`. */
  search: (text: string) => ask(client.searchProjects({ query: { q: [text] } }), ({ body }) => body),
  project: (id: string) => ask(client.readProject(withId(id)), ({ body }) => body),
  /** Returns the id. */
  register: (displayName: string, path: string) =>
    ask(client.createProject({ body: { displayName, path } }), ({ body }) => body.id),
  change: (
    id: string,
    change: { readonly pinned?: boolean; readonly displayName?: string; readonly before?: string | null },
  ) => ask(client.changeProject({ ...withId(id), body: change }), ({ body }) => body),
  forget: (id: string) => ask(client.forgetProject(withId(id)), () => undefined),
  edit: (id: string, edit: PlanEdit) =>
    ask(client.changePlan({ ...withId(id), body: bodyOf(edit) }), ({ body }) => body),
  release: (id: string, { narrative, docRev, ...versions }: Release) =>
    ask(
      client.releasePlan({
        ...withId(id),
        body: { ...versions, ...(narrative === '' ? {} : { narrative }), ...(docRev === null ? {} : { docRev }) },
      }),
      ({ body }) => body,
    ),
  undoRelease: (id: string) => ask(client.undoRelease(withId(id)), ({ body }) => body),
  /** Turns ROADMAP.md into CHANGELOG.md. Ideas of its backlog become cards. */
  migrate: (id: string) => ask(client.migratePlan(withId(id)), ({ body }) => body),
  /** Subfolders of a folder; `null` starts in the folder where the hub keeps projects. */
  browse: (path: string | null, hidden: boolean) =>
    ask(client.browseFolders({ query: { hidden, ...(path === null ? {} : { path }) } }), ({ body }) => body),
  makeFolder: (path: string) => ask(client.makeFolder({ body: { path } }), ({ body }) => body.path),
  git: (id: string) => ask(client.readGlance(withId(id)), ({ body }) => body),
}))

/** Sends an item's line and its text. The hub rejects the edit when the line has another text. */
function bodyOf(edit: PlanEdit) {
  if (!('item' in edit)) return edit
  const { item, ...rest } = edit
  return { ...rest, section: item.section, line: item.line, expect: item.text }
}
