import { FileText, FolderGit2, ListChecks, MessagesSquare, SquareKanban } from 'lucide-preact'
import type { BodyOf } from '../app/hub/hub.js'
import { plainSnippet } from '../conversations/plain-snippet.js'
import { messages } from '../app/texts/messages.js'
import { BOARD } from '../app/routing/board-route.js'
import { CONVERSATIONS } from '../app/routing/conversations-route.js'
import { projectRoute } from '../app/routing/route.js'
import { homely } from '../app/folders.js'
import { go, route } from '../app/router.js'
import { home, sessions } from '../app/sessions.js'
import { ask, client } from '../app/the-hub.js'
import type { PaletteItem } from './palette-item.js'

/** Kind of results that the hub is asked for. */
export interface FoundKind {
  /** Characters of the query from which on the hub is asked for each query; 0 asks once, when the palette opens. */
  readonly fromLength: number
  /** Empty when the hub does not answer. The signal ends the request of a query that is typed on. */
  readonly find: (query: string, signal: AbortSignal) => Promise<ReadonlyArray<PaletteItem>>
}

const listProjects = () => ask(client.listProjects(), ({ body }) => body.projects)
/** Projects as the palette has read them when it opened. */
let listed: ReturnType<typeof listProjects> | null = null

const projects: FoundKind = {
  fromLength: 0,
  find: async () => {
    const answer = await (listed = listProjects())
    if (!answer.ok) return []
    return answer.value.map(({ id, displayName, path }) => ({
      id: `project ${id}`,
      label: displayName,
      note: homely(path, home.value),
      icon: FolderGit2,
      need: null,
      shortcut: null,
      run: () => go(projectRoute(id)),
    }))
  },
}

/** Cards as the palette has read them when it opened. */
export let listedCards: BodyOf<'listCards'>['cards'] = []

const cards: FoundKind = {
  fromLength: 0,
  find: async () => {
    const answer = await ask(client.listCards({ query: {} }), ({ body }) => body.cards)
    if (!answer.ok) return []
    listedCards = answer.value
    return answer.value.map(({ id, title, stage, projectId }) => ({
      id: `card ${id}`,
      label: title,
      note: `${projectId} · ${messages.value.stages[stage]}`,
      icon: SquareKanban,
      need: null,
      shortcut: null,
      run: () => go({ ...BOARD, card: id }),
    }))
  },
}

/** Shorter texts are in nearly every plan. */
const PLAN_ITEM_FROM = 2

const planItems: FoundKind = {
  fromLength: PLAN_ITEM_FROM,
  find: async (query) => {
    const answer = await ask(client.searchProjects({ query: { q: [query] } }), ({ body }) => body.matches)
    if (!answer.ok) return []
    return answer.value.map(({ projectId, projectName, section, line, text }) => ({
      id: `plan ${projectId} ${section} ${line}`,
      label: text,
      note: `${projectName} · ${messages.value.plan}`,
      icon: ListChecks,
      need: null,
      shortcut: null,
      run: () => go(projectRoute(projectId)),
    }))
  },
}

/** Projects whose files are searched from a page without files of its own, and the results of each. */
const MAX_FILE_PROJECTS = 4
const MAX_PROJECT_FILES = 8

/** Files of the current session or project, on other pages those of the projects that were last worked in. */
const files: FoundKind = {
  fromLength: 2,
  find: async (query, signal) => {
    const place = filePlace()
    if (place !== null) return filesIn(place, query, signal)
    const places = await recentPlaces()
    const found = await Promise.all(places.map((each) => filesIn(each, query, signal)))
    return found.flatMap((items) => items.slice(0, MAX_PROJECT_FILES))
  },
}

async function filesIn(
  { id, name, open }: FilePlace,
  query: string,
  signal: AbortSignal,
): Promise<ReadonlyArray<PaletteItem>> {
  const call = client.searchFiles({ params: { id }, query: { q: query }, signal })
  const answer = await ask(call, ({ body }) => body.paths)
  if (!answer.ok) return []
  const { files } = messages.value
  return answer.value.map((path) => ({
    ...{ id: `file ${id} ${path}`, label: path, note: name === null ? files : `${name} · ${files}`, icon: FileText },
    ...{ need: null, shortcut: null },
    run: () => open(path),
  }))
}

interface FilePlace {
  /** Root of files as the hub names it. */
  readonly id: string
  /** Name beside the results; `null` for the page's own. */
  readonly name: string | null
  readonly open: (path: string) => void
}

/** Session or project of the current page, whose files are searched; `null` on other pages. */
function filePlace(): FilePlace | null {
  const here = route.peek()
  if (here.page === 'terminal') {
    const { session } = here
    const open = (path: string): void => go({ page: 'terminal', session, beside: { view: 'file', path, line: null } })
    return { id: `session:${session}`, name: null, open }
  }
  const id = here.page === 'project' ? here.id : here.page === 'board' && here.isInProject ? here.project : null
  if (id === null) return null
  return projectPlace(id, null)
}

const projectPlace = (id: string, name: string | null): FilePlace => ({
  ...{ id, name },
  open: (path) => go({ page: 'project', id, tab: 'files', path }),
})

/** Projects by the last activity of their sessions, the others in the order of their list. */
async function recentPlaces(): Promise<ReadonlyArray<FilePlace>> {
  const answer = await listed
  if (answer?.ok !== true) return []
  const last = new Map<string, number>()
  for (const { project, activitySince, created } of sessions.peek() ?? [])
    if (project !== null) last.set(project.id, Math.max(last.get(project.id) ?? 0, activitySince ?? created ?? 0))
  return [...answer.value]
    .sort((one, other) => (last.get(other.id) ?? 0) - (last.get(one.id) ?? 0))
    .slice(0, MAX_FILE_PROJECTS)
    .map(({ id, displayName }) => projectPlace(id, displayName))
}

/** Shorter texts are in nearly every conversation. */
const CONVERSATION_FROM = 3
/** Searches again while the hub reads what is new, and the time between two of them. */
const MORE_TRIES = 5
const AGAIN_MS = 500
/** Conversations among the other results. */
const MAX_CONVERSATIONS = 8

const conversations: FoundKind = {
  fromLength: CONVERSATION_FROM,
  find: async (query, signal) => {
    const call = client.searchConversations({ query: { q: query, limit: MAX_CONVERSATIONS }, signal })
    let answer = await ask(call)
    for (let more = MORE_TRIES; more > 0 && answer.ok && answer.value.progress.state === 'reading'; more -= 1) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      if (signal.aborted) return []
      answer = await ask(call)
    }
    if (!answer.ok) return []
    return answer.value.conversations.map(({ agent, id, title, folder, hits: [hit] }) => ({
      id: `conversation ${agent} ${id}`,
      label: title ?? messages.value.untitledConversation,
      note: `${hit ? plainSnippet(hit).text : ''} · ${folder === null ? '' : homely(folder, home.value)} · ${messages.value.conversation}`,
      icon: MessagesSquare,
      need: null,
      shortcut: null,
      run: () => {
        const search = { ...CONVERSATIONS.search, q: query }
        go({ ...CONVERSATIONS, search, read: { agent, id, row: hit?.row ?? null } })
      },
    }))
  },
}

/** All kinds, in the order of results with equal scores. */
export const FOUND_KINDS: ReadonlyArray<FoundKind> = [projects, cards, planItems, files, conversations]
