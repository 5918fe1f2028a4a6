import { FileText, FolderGit2, ListChecks, MessagesSquare, SquareKanban } from 'lucide-preact'
import { plainSnippet } from '../conversations/plain-snippet.js'
import { messages } from '../i18n/messages.js'
import { BOARD } from '../routing/board-route.js'
import { CONVERSATIONS } from '../routing/conversations-route.js'
import { projectRoute } from '../routing/route.js'
import { homely } from '../state/folders.js'
import { go, route } from '../state/router.js'
import { home } from '../state/sessions.js'
import { toHub, withId } from '../state/the-hub.js'
import type { PaletteItem } from './palette-item.js'

const { client, ask } = toHub

/** Kind of results that the hub is asked for. */
export interface FoundKind {
  /** Characters of the query from which on the hub is asked for each query; 0 asks once, when the palette opens. */
  readonly fromLength: number
  /** Empty when the hub does not answer. The signal ends the request of a query that is typed on. */
  readonly find: (query: string, signal: AbortSignal) => Promise<ReadonlyArray<PaletteItem>>
}

const projects: FoundKind = {
  fromLength: 0,
  find: async () => {
    const answer = await ask(client.listProjects(), ({ body }) => body.projects)
    if (!answer.ok) return []
    return answer.value.map(({ id, displayName, path }) => ({
      id: `project ${id}`,
      label: displayName,
      note: homely(path, home.value),
      icon: FolderGit2,
      need: null,
      shortcut: null,
      run: () => {
        go(projectRoute(id))
      },
    }))
  },
}

const cards: FoundKind = {
  fromLength: 0,
  find: async () => {
    const answer = await ask(client.listCards({ query: {} }), ({ body }) => body.cards)
    if (!answer.ok) return []
    return answer.value.map(({ id, title, stage, projectId }) => ({
      id: `card ${id}`,
      label: title,
      note: `${projectId} · ${messages.value.stages[stage]}`,
      icon: SquareKanban,
      need: null,
      shortcut: null,
      run: () => {
        go({ ...BOARD, card: id })
      },
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
      run: () => {
        go(projectRoute(projectId))
      },
    }))
  },
}

/** Files of the current session or project. */
const files: FoundKind = {
  fromLength: 2,
  find: async (query) => {
    const place = filePlace()
    if (place === null) return []
    const { id, open } = place
    const answer = await ask(client.searchFiles({ ...withId(id), query: { q: query } }), ({ body }) => body.paths)
    if (!answer.ok) return []
    return answer.value.map((path) => ({
      ...{ id: `file ${id} ${path}`, label: path, note: messages.value.files, icon: FileText },
      ...{ need: null, shortcut: null },
      run: () => {
        open(path)
      },
    }))
  },
}

interface FilePlace {
  /** Root of files as the hub names it. */
  readonly id: string
  readonly open: (path: string) => void
}

/** Session or project of the current page, whose files are searched; `null` on other pages. */
function filePlace(): FilePlace | null {
  const here = route.peek()
  if (here.page === 'terminal') {
    const { session } = here
    const open = (path: string): void => {
      go({ page: 'terminal', session, beside: { view: 'file', path, line: null } })
    }
    return { id: `session:${session}`, open }
  }
  const id = here.page === 'project' ? here.id : here.page === 'board' && here.isInProject ? here.project : null
  if (id === null) return null
  const open = (path: string): void => {
    go({ page: 'project', id, tab: 'files', path })
  }
  return { id, open }
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
    let answer = await ask(call, ({ body }) => body)
    for (let more = MORE_TRIES; more > 0 && answer.ok && answer.value.progress.state === 'reading'; more -= 1) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      if (signal.aborted) return []
      answer = await ask(call, ({ body }) => body)
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
